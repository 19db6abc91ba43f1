import type { parseOptions } from '../../options.ts';

/** Options of the catalogue command beside the common ones. */
export const CATALOGUE_OPTIONS = {
  mirror: { type: 'string' },
  offline: { type: 'boolean' },
  name: { type: 'string' },
  project: { type: 'string' },
  commit: { type: 'string' },
} as const;

export type CatalogueOptions = ReturnType<typeof parseOptions<typeof CATALOGUE_OPTIONS>>['values'];
