// Cost of one look-up against a catalogue grown by synthetic entries:  npx tsx bench/growth.ts [FACTOR...]
// Base: the originals of a set (BENCH_SETS, first). A synthetic unit is a real one with its rare grams replaced
// by new ones and its common grams kept, so that the lists of common grams grow with the catalogue, as they do
// when real entries are added. Queries: the laundered files of the set.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { weighWith } from '../src/compare/gram-weight.ts';
import { openMatcher } from '../src/compare/match-units.ts';
import { flatCorpus, type UnitCorpus } from '../src/compare/unit-corpus.ts';
import type { UnitPrint } from '../src/compare/unit-print.ts';
import { weighUnit } from '../src/compare/weighed-unit.ts';
import { printFiles } from '../src/host/parsing/print-files.ts';
import { loadRarity } from '../src/host/parsing/rarity-table.ts';

const root = join(import.meta.dirname, '..');
const set = (process.env.BENCH_SETS ?? 'dev').split(' ')[0] ?? 'dev';
const factors = process.argv.slice(2).map(Number);
const labels = JSON.parse(readFileSync(join(root, 'build', 'bench', set, 'labels.json'), 'utf8')) as {
  readonly originals: readonly { readonly file: string }[];
  readonly queries: readonly { readonly file: string; readonly level: number }[];
};

/** Deterministic 32-bit numbers (xorshift). */
function randomWords(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

async function unitsOf(paths: readonly string[]): Promise<readonly UnitPrint[][]> {
  const { prints } = await printFiles(paths, new AbortController().signal, () => undefined, 1);
  return [...prints.values()].map((print) => [...print.units]);
}

interface Bare {
  readonly grams: Uint32Array;
  readonly tokens: number;
}

/** Units in flat arrays: what a catalogue index is in memory. */
function corpusOf(units: readonly Bare[]): UnitCorpus {
  return flatCorpus(
    units.map((unit) => unit.grams),
    (unit) => units[unit]?.tokens ?? 0,
  );
}

const weigh = weighWith(loadRarity());
const base = (await unitsOf(labels.originals.map((item) => item.file))).flat();
const queries = await unitsOf(labels.queries.filter((query) => query.level >= 4).map((query) => query.file));
const heaviest = base.reduce(
  (most, unit) => unit.grams.reduce((top, gram) => Math.max(top, weigh(gram)), most),
  0,
);

function synthetic(count: number): readonly Bare[] {
  const word = randomWords(count + 1);
  return Array.from({ length: count }, (_, at) => {
    const model = base[at % base.length];
    const grams = (model?.grams ?? new Uint32Array(0)).map((gram) =>
      word() / 2 ** 32 < weigh(gram) / heaviest ? word() : gram,
    );
    return { grams: Uint32Array.from(new Set(grams)).sort(), tokens: model?.tokens ?? 0 };
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

let first = 0;
for (const factor of factors.length > 0 ? factors : [1, 10, 100]) {
  const units = [...base, ...synthetic(base.length * (factor - 1))];
  const corpus = corpusOf(units);
  const matcher = openMatcher(corpus, weigh);
  const look = (query: readonly UnitPrint[]): number =>
    query.reduce((sum, unit) => sum + matcher.match(weighUnit(unit, weigh)).length, 0);
  for (const query of queries) look(query);
  const times = queries.map((query) => {
    const started = performance.now();
    for (let run = 0; run < 3; run++) look(query);
    return (performance.now() - started) / 3;
  });
  const matches = median(queries.map(look));
  const cost = median(times);
  if (first === 0) first = cost;
  console.log(
    `x${factor}: ${units.length} units; one file looked up in ${cost.toFixed(3)} ms (median of ${queries.length}), x${(cost / first).toFixed(2)} of the first; ${matches} matches`,
  );
}
