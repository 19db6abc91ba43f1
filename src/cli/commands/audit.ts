import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const audit: Command = {
  name: 'audit',
  usage: 'forebear audit',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear audit: not in this build yet.');
    return EXIT.failed;
  },
};
