import type { FileFeatures, Weighted } from '../../../src/compare/file-features.ts';

export const NONE: Weighted = new Map();

/** Features of a file that has only these. */
export const featuresOf = (some: Partial<FileFeatures>): FileFeatures => ({
  traits: null,
  grams: NONE,
  words: NONE,
  strings: NONE,
  names: NONE,
  phrases: NONE,
  members: NONE,
  titles: NONE,
  values: NONE,
  defaults: NONE,
  flow: NONE,
  ...some,
});
