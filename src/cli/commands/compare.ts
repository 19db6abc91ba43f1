import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const compare: Command = {
  name: 'compare',
  usage: 'forebear compare',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear compare: not in this build yet.');
    return EXIT.failed;
  },
};
