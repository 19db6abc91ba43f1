import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const predictions: Command = {
  name: 'predictions',
  usage: 'forebear predictions',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear predictions: not in this build yet.');
    return EXIT.failed;
  },
};
