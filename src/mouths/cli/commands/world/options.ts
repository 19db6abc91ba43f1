import type { parseOptions } from '../../options.ts';

/** Options of the world command beside the common ones. */
export const WORLD_OPTIONS = {
  clones: { type: 'string' },
  list: { type: 'string' },
  prints: { type: 'string' },
  only: { type: 'string' },
  index: { type: 'string' },
  portfolio: { type: 'boolean' },
  store: { type: 'string' },
} as const;

export type WorldOptions = ReturnType<typeof parseOptions<typeof WORLD_OPTIONS>>['values'];
