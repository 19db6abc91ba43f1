import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const decide: Command = {
  name: 'decide',
  usage: 'forebear decide',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear decide: not in this build yet.');
    return EXIT.failed;
  },
};
