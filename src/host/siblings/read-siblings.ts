import { createHash } from 'node:crypto';
import type { CatalogueIndex } from '../../catalogue/open-index.ts';
import { weighWith } from '../../compare/gram-weight.ts';
import { openMatcher } from '../../compare/match-units.ts';
import { encodeBank } from '../../compare/sibling-bank.ts';
import { weighUnit } from '../../compare/weighed-unit.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { listFiles } from '../licenses/list-files.ts';
import { printFiles } from '../parsing/print-files.ts';
import { loadRarity } from '../parsing/rarity-table.ts';

/** Independent implementations that an audit is held against, as all threads share them. */
export interface SharedSiblings {
  readonly buffer: SharedArrayBuffer;
  /** Tells one set of them from another, by their code. */
  readonly key: string;
}

/** Evidence of one unit from which a match with an upstream is moderate. */
const MODERATE = 22.5;

const NO_HASHES = {
  words: new Uint32Array(0),
  strings: new Uint32Array(0),
  values: new Uint32Array(0),
  defaults: new Uint32Array(0),
  flow: new Uint32Array(0),
};

/**
 * Reads the independent implementations at `paths`. One that matches an upstream itself is refused, since it would excuse
 * every copy of it; a path without code is refused too.
 */
export async function readSiblings(
  paths: readonly string[],
  indexes: readonly CatalogueIndex[],
  signal: AbortSignal,
): Promise<Result<SharedSiblings, 'siblings'>> {
  const listed = await listFiles(paths, signal);
  const [unreadable] = listed.failures;
  if (unreadable !== undefined)
    return failure('siblings', `--siblings ${unreadable.path}: ${unreadable.reason}`);
  const printed = await printFiles(
    listed.files.map(({ path }) => path),
    signal,
    () => {},
    1,
  );
  if (printed.prints.size === 0)
    return failure(
      'siblings',
      `--siblings ${paths.join(', ')}: no code that is compared. Name files or folders of code.`,
    );
  const weigh = weighWith(loadRarity());
  const matchers = indexes.map((index) => ({ index, matcher: openMatcher(index, weigh) }));
  for (const [path, print] of printed.prints)
    for (const unit of print.units)
      for (const { index, matcher } of matchers)
        for (const match of matcher.match(weighUnit(unit, weigh)))
          if (match.evidence >= MODERATE) {
            const place = index.unit(match.unit).occurrences[0];
            const source = index.sources[place?.source ?? 0]?.name ?? 'an upstream';
            return failure(
              'siblings',
              `--siblings ${path}: ${unit.symbol} matches ${place?.symbol ?? ''} of ${source}, so it is no independent implementation. Leave it out.`,
            );
          }
  const bytes = encodeBank(
    [...printed.prints].map(([name, print]) => ({
      name,
      print: { ...print, units: print.units.filter((unit) => unit.grams.length > 0) },
      hashes: NO_HASHES,
    })),
  );
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return success({ buffer, key: createHash('sha256').update(bytes).digest('hex').slice(0, 16) });
}
