import type { Command } from '../command.ts';

/** Every command, loaded when it is called, so that a short task does not pay for the others. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import('./audit.ts')).audit,
  review: async () => (await import('./review.ts')).review,
  compare: async () => (await import('./compare.ts')).compare,
  fix: async () => (await import('./fix.ts')).fix,
  why: async () => (await import('./why.ts')).why,
  explain: async () => (await import('./explain.ts')).explain,
  release: async () => (await import('./release.ts')).release,
  rank: async () => (await import('./rank.ts')).rank,
  notice: async () => (await import('./notice.ts')).notice,
  licenses: async () => (await import('./licenses.ts')).licenses,
  weights: async () => (await import('./weights.ts')).weights,
  predictions: async () => (await import('./predictions.ts')).predictions,
  prose: async () => (await import('./prose.ts')).prose,
  catalogue: async () => (await import('./catalogue.ts')).catalogue,
  decide: async () => (await import('./decide.ts')).decide,
  decisions: async () => (await import('./decisions.ts')).decisions,
  evidence: async () => (await import('./evidence.ts')).evidence,
  world: async () => (await import('./world.ts')).world,
  portfolio: async () => (await import('./portfolio.ts')).portfolio,
};
