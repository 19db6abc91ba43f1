import { type StatedSource, statedSources } from '../credit/stated-sources.ts';

/** Lines of a file's top in which a credit speaks of the whole file. */
const TOP = 40;
/** Lines above a unit in which a credit speaks of it: decorators stand between. */
const ABOVE = 6;
/** Lines of a unit's own docstring. */
const INSIDE = 12;

/** Whom a code file names as the source of itself and of its parts. */
export interface StatedOrigins {
  /** `owner/name` in lower case, a package, or a plain name in lower case; null: nobody. */
  readonly file: string | null;
  /** The same for the unit that begins at a line. */
  readonly unitAt: (line: number) => string | null;
}

/** How a source is called when projects are looked for: its repository, the package of its module, or its name. */
function sourceKey(one: StatedSource): string | null {
  return one.repository ?? one.module?.split('.')[0]?.toLowerCase() ?? one.name?.toLowerCase() ?? null;
}

/** Whom a code file credits, each once and in the order of its lines. */
export interface CreditedOrigins {
  readonly all: readonly string[];
  /** Those of whom the whole file speaks: in its header, the docstring at its top, or its path. */
  readonly ofFile: readonly string[];
}

/** Whether a statement at a file's top speaks of the whole file. */
const isOfTop = ({ kind, line }: StatedSource): boolean =>
  kind === 'header' || (kind === 'docstring' && line <= TOP);

/** Everyone whom a file credits, for itself or for a part. */
export function creditedOrigins(text: string, path: string): CreditedOrigins {
  const said = statedSources(text, path).filter((one) => one.force === 'credit' || one.kind === 'path');
  const ofFile = said.filter((one) => one.kind === 'path' || isOfTop(one));
  const keysOf = (some: readonly StatedSource[]): readonly string[] => [
    ...new Set(some.flatMap((one) => sourceKey(one) ?? [])),
  ];
  return { all: keysOf(said), ofFile: keysOf(ofFile) };
}

/** Reads the statements of one file. */
export function statedOrigins(text: string, path: string): StatedOrigins {
  const said = statedSources(text, path);
  const keyed = said.flatMap((one) => {
    const key = sourceKey(one);
    return key === null || (one.force === 'mention' && one.kind !== 'path') ? [] : [{ ...one, key }];
  });
  const vendored = keyed.find((one) => one.kind === 'path');
  const top = keyed.find(isOfTop);
  const units = keyed.filter(
    (one) => one.kind === 'copied-from' || one.kind === 'comment' || one.kind === 'docstring',
  );
  return {
    file: vendored?.key ?? top?.key ?? null,
    unitAt: (line) =>
      units.find(
        (one) =>
          (one.kind !== 'docstring' && one.line < line && one.line >= line - ABOVE) ||
          (one.kind !== 'copied-from' && one.line >= line && one.line <= line + INSIDE),
      )?.key ?? null,
  };
}
