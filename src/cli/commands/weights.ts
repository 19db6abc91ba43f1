import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const weights: Command = {
  name: 'weights',
  usage: 'forebear weights',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear weights: not in this build yet.');
    return EXIT.failed;
  },
};
