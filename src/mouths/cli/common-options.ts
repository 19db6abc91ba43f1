import type { ParseArgsConfig } from 'node:util';

export type OptionSpecs = NonNullable<ParseArgsConfig['options']>;

/** Options that every command takes, save those that it `refuses`. */
export const COMMON_OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  'fail-on': { type: 'string' },
  catalogue: { type: 'string', multiple: true },
  jobs: { type: 'string' },
  'no-cache': { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  'allow-partial': { type: 'boolean' },
} as const satisfies OptionSpecs;

export type CommonOption = keyof typeof COMMON_OPTIONS;
