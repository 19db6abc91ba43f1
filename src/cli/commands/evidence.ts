import type { Command } from '../command.ts';
import { EXIT } from '../command.ts';

export const evidence: Command = {
  name: 'evidence',
  usage: 'forebear evidence',
  summary: '',
  options: [],
  run: async (_args, terminal) => {
    terminal.err('forebear evidence: not in this build yet.');
    return EXIT.failed;
  },
};
