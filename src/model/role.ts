import { type Said, say } from './said.ts';

/** The architecture role that a module plays. */
export const ROLES = [
  'slicing',
  'spatial-schema',
  'resampler',
  'projector',
  'vision-tower',
  'position-embedding',
  'attention',
  'decoder',
  'tokenizer',
  'processor',
  'config',
  'diffusion-backbone',
  'vocoder',
  'trainer',
  'other',
] as const;
export type Role = (typeof ROLES)[number];

const SAID: Readonly<Record<Role, Said>> = {
  slicing: say`slicing`,
  'spatial-schema': say`spatial-schema`,
  resampler: say`resampler`,
  projector: say`projector`,
  'vision-tower': say`vision-tower`,
  'position-embedding': say`position-embedding`,
  attention: say`attention`,
  decoder: say`decoder`,
  tokenizer: say`tokenizer`,
  processor: say`processor`,
  config: say`config`,
  'diffusion-backbone': say`diffusion-backbone`,
  vocoder: say`vocoder`,
  trainer: say`trainer`,
  other: say`other`,
};

/** A role inside a sentence. */
export function sayRole(role: Role): Said {
  return SAID[role];
}
