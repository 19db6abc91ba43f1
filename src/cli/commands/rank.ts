import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const rank: Command = {
  name: 'rank',
  usage: 'forebear rank',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear rank: not in this build yet.');
    return EXIT.failed;
  },
};
