import { inflateSync } from 'fflate';
import type { WorldProject } from './world.ts';

// What a world has besides its columns of numbers, as far as another program may have written it.

const areTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Whether a head names projects as this version writes them; what may be absent is not looked at. */
export function areProjects(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((one: Partial<WorldProject> | null) => {
      if (one === null || typeof one !== 'object') return false;
      const { id, name, repository, license, since, family, aliases, roots, tips } = one;
      return (
        [id, name, license, since].every((text) => typeof text === 'string') &&
        (repository === null || typeof repository === 'string') &&
        typeof family === 'number' &&
        [aliases, roots, tips].every(areTexts)
      );
    })
  );
}

/** Bytes of all paths for each, at most: what unpacks to more is no list of paths. */
const PATH_BYTES = 512;

/** The paths of all files; none where another program wrote something else in their place. */
export function pathsIn(packed: Uint8Array, files: number): readonly unknown[] {
  try {
    const out = new Uint8Array(PATH_BYTES * (files + 8));
    const paths: unknown = JSON.parse(new TextDecoder().decode(inflateSync(packed.slice(), { out })));
    return Array.isArray(paths) ? paths : [];
  } catch {
    return [];
  }
}
