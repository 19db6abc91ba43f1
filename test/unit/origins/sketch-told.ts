import type { World } from '../../../src/origins/world.ts';
import { range, type TinyUnit } from './tiny-world.ts';

/** Of the first of each range of grams: who had it first, by when, whether as a root, how many independent, and who else. */
export function told(world: World, ...from: readonly number[]): readonly string[] {
  const id = (project: number): string => world.projects[project]?.id ?? '?';
  return from.map((one) => {
    const position = world.find(range(one, 1)[0] ?? 0);
    if (position < 0) return `${one}: nobody`;
    const { project, file, day, root } = world.holder(world.holderAt(position));
    const others = world.othersAt(position).map(id);
    return [
      `${one}: ${id(project)}`,
      world.pathOf(file),
      day,
      ...(root ? [] : ['no root']),
      world.independentsAt(position),
      ...(others.length === 0 ? [] : [`also ${others.join(' ')}`]),
    ].join(' ');
  });
}

export const unit = (day: number, from: number, count: number, file = 0, stated?: number): TinyUnit => ({
  day,
  file,
  grams: range(from, count),
  ...(stated === undefined ? {} : { stated }),
});
