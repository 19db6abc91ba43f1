import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const prose: Command = {
  name: 'prose',
  usage: 'forebear prose',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear prose: not in this build yet.');
    return EXIT.failed;
  },
};
