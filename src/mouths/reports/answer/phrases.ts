import type { FindingLevel } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
import { thousands } from '../wording.ts';
import { type ModulePair, symbolParts, TOP_LEVEL } from './module-pair.ts';
import type { ToDo } from './to-do.ts';

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `slice_image and 3 more functions`; code outside of functions and classes is named by its file. */
export function saySymbol(symbol: string, path: string): Said {
  const { name, more } = symbolParts(symbol);
  if (name === TOP_LEVEL) return say`${fileName(path)} (top level)`;
  if (more === 0) return say`${name}`;
  return more === 1 ? say`${name} and 1 more function` : say`${name} and ${more} more functions`;
}

/** A module and what it resembles, in few words: `Projection ← Resampler`; the name alone where both have it. */
export function sayPair({ module, match }: ModulePair): Said {
  const { name, more } = symbolParts(module.symbol);
  const isTop = name === TOP_LEVEL;
  const short = isTop ? fileName(module.path) : name;
  const upstream = symbolParts(match.symbol).name;
  const there = upstream === TOP_LEVEL ? fileName(match.path) : upstream;
  const here = isTop ? say`${short} (top level)` : more === 0 ? say`${name}` : say`${name} and ${more} more`;
  return short === there ? here : say`${here} ← ${there}`;
}

export function sayModules(modules: number, files: number): Said {
  if (modules === 1) return say`1 module`;
  const all = thousands(modules);
  return files === 1 ? say`${all} modules in 1 file` : say`${all} modules in ${thousands(files)} files`;
}

const LEVELS: Readonly<Record<FindingLevel, readonly [one: Said, many: (count: number) => Said]>> = {
  error: [say`1 error`, (count) => say`${count} errors`],
  warning: [say`1 warning`, (count) => say`${count} warnings`],
  note: [say`1 note`, (count) => say`${count} notes`],
};

/** `11 to do: 6 errors, 3 warnings, 2 notes`: entries of the list, by their heaviest finding. */
export function sayToDo(toDo: readonly ToDo[]): Said {
  if (toDo.length === 0) return say`Nothing to do`;
  const counts = (['error', 'warning', 'note'] as const).flatMap((level): readonly Said[] => {
    const number = toDo.filter((one) => one.level === level).length;
    const [one, many] = LEVELS[level];
    return number === 0 ? [] : [number === 1 ? one : many(number)];
  });
  const [first = say``, ...rest] = counts;
  return say`${toDo.length} to do: ${rest.reduce((list, next) => say`${list}, ${next}`, first)}`;
}

/** How many entries of a list a fix mends, at least in part. */
export function sayFixes(toDo: readonly ToDo[]): Said {
  const number = toDo.filter(({ fixable }) => fixable > 0).length;
  return number === 1 ? say`1 has a fix` : say`${number} have a fix`;
}
