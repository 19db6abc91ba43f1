import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const catalogue: Command = {
  name: 'catalogue',
  usage: 'forebear catalogue',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear catalogue: not in this build yet.');
    return EXIT.failed;
  },
};
