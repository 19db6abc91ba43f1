import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const licenses: Command = {
  name: 'licenses',
  usage: 'forebear licenses',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear licenses: not in this build yet.');
    return EXIT.failed;
  },
};
