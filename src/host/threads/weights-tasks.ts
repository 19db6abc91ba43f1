/** The tasks of a comparison of checkpoints. */
export const WEIGHTS_TASKS = {
  'weights-rearrange': () => import('./tasks/weights-rearrange.ts'),
  'weights-sample': () => import('./tasks/weights-sample.ts'),
  'weights-select': () => import('./tasks/weights-select.ts'),
  'weights-sweep': () => import('./tasks/weights-sweep.ts'),
  'weights-mixture': () => import('./tasks/weights-mixture.ts'),
  'weights-units': () => import('./tasks/weights-units.ts'),
  'weights-tiles': () => import('./tasks/weights-tiles.ts'),
};
