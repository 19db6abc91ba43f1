import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const decisions: Command = {
  name: 'decisions',
  usage: 'forebear decisions',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear decisions: not in this build yet.');
    return EXIT.failed;
  },
};
