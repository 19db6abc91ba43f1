import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const review: Command = {
  name: 'review',
  usage: 'forebear review',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear review: not in this build yet.');
    return EXIT.failed;
  },
};
