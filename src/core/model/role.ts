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
