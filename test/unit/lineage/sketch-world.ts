import type { Fit, World, WorldProject } from '../../../src/origins/world.ts';
import { worldProject as publishedProject, tinyWorld } from '../origins/tiny-world.ts';

/** A project of the world in a few words: `lakeside/ID`, a family of its own, whole history. */
export const worldProject = (id: string, family: number, more: Partial<WorldProject> = {}): WorldProject =>
  publishedProject(id, family, { repository: `https://github.com/lakeside/${id}`, ...more });

const FIT: Fit = { often: 1, threshold: 2, scale: 0.5 };

/** A world of which projects and paths alone are asked: file N is `N.py`. */
export const sketchWorld = (projects: readonly WorldProject[], more: Partial<World> = {}): World => ({
  ...tinyWorld([]),
  projects,
  families: 100,
  threshold: 5,
  fit: FIT,
  fileFit: FIT,
  projectFit: FIT,
  pathOf: (file) => `${file}.py`,
  ...more,
});
