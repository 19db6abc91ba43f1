// Holds every pair of bench/weights/train.py or fresh.py against what is known of it, and prints one line of JSON. Given a file
// too, it writes a line for each pair there. `node scripts/build.mjs && tsx bench/weights/pairs.ts FOLDER [LINES]`
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareWeights } from '../../src/host/weights/compare-weights.ts';
import type { WeightsReport } from '../../src/model/weights-report.ts';

interface Pair {
  readonly kind: string;
  readonly upstream: string;
  readonly suspect: string;
  readonly accept: readonly string[] | null;
  /** What one sentence of the account must hold. */
  readonly says?: string;
  /** Kind of the mixture, where shares are not one number. */
  readonly mixture?: string;
  readonly parents?: readonly string[];
  readonly shares?: readonly number[];
  /** Of merges that decide value by value: every combination of parents that can come, with its weights. */
  readonly patterns?: readonly (readonly [parents: readonly number[], weights: readonly number[]])[];
  readonly dropped?: 'small' | 'random' | null;
}

/** Every pattern that was found is one that was made, with weights within 0.01, and how values were dropped is not told wrongly. */
function isByValue(pair: Pair, mixture: WeightsReport['mixture']): boolean {
  const { byValue } = mixture ?? {};
  return (
    byValue !== undefined &&
    byValue.base === 0 &&
    byValue.dropped.every((one) => one === null || pair.dropped === null || one === pair.dropped) &&
    byValue.patterns.every(({ parents, weights }) =>
      pair.patterns?.some(
        ([some, made]) =>
          some.join() === parents.join() && made.every((w, i) => Math.abs(w - (weights[i] ?? 9)) <= 0.01),
      ),
    )
  );
}

/** How often each verdict on a matrix was given. */
function kindsOf({ tensors }: WeightsReport): string {
  const counts = new Map<string, number>();
  for (const { verdict, counts: counted } of tensors)
    if (counted) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${verdict} ${count}`).join(', ');
}

const [, , folder, lines] = process.argv;
if (folder === undefined) throw new Error('Give the folder that bench/weights/train.py wrote.');
const pairs = JSON.parse(readFileSync(join(folder, 'pairs.json'), 'utf8')) as readonly Pair[];

async function run(from: string): Promise<void> {
  const kinds = new Map<string, { right: number; all: number }>();
  const wrong: string[] = [];
  const ps: number[] = [];
  let farthest = 0;
  const one = async (pair: Pair): Promise<void> => {
    const report = await compareWeights(
      join(from, pair.upstream),
      join(from, pair.suspect),
      { jobs: 1, parents: (pair.parents ?? []).map((name) => join(from, name)) },
      new AbortController().signal,
      () => {},
    );
    const { mixture } = report;
    const off = Math.max(
      0,
      ...(pair.shares ?? []).map((share, a) => Math.abs(share - (mixture?.shares[a] ?? 9))),
    );
    const isMixed = mixture?.kind === 'linear' || mixture?.kind === 'by-layer';
    const isSaid = pair.says === undefined || report.account.some((line) => line.includes(pair.says ?? ''));
    const isRight =
      pair.patterns !== undefined
        ? isByValue(pair, mixture)
        : pair.mixture !== undefined
          ? pair.mixture.split('|').includes(mixture?.kind ?? '')
          : !pair.shares
            ? pair.accept?.includes(report.verdict) === true && isSaid
            : isMixed && off <= 0.01 && report.verdict !== 'unrelated';
    if (lines !== undefined)
      appendFileSync(
        lines,
        `${isRight ? 'right' : 'WRONG'} ${pair.kind}: ${pair.upstream} ${pair.suspect}: ${report.verdict} ${report.direction} ${mixture?.kind ?? ''} ${mixture?.shares.map((one) => one.toFixed(3)).join(' ') ?? ''} p=${report.independence?.p ?? ''} [${kindsOf(report)}]\n`,
      );
    if (isMixed && pair.mixture === undefined) farthest = Math.max(farthest, off);
    const kind = kinds.get(pair.kind) ?? { right: 0, all: 0 };
    kinds.set(pair.kind, { right: kind.right + (isRight ? 1 : 0), all: kind.all + 1 });
    if (!isRight)
      wrong.push(
        `${pair.kind}: ${pair.upstream} ${pair.suspect}: ${report.verdict} ${mixture?.kind ?? ''} ${mixture?.shares.map((one) => one.toFixed(3)).join(' ') ?? ''} ${JSON.stringify(mixture?.byValue ?? {})} ${JSON.stringify(pair.patterns ?? [])} (${pair.shares?.map((one) => one.toFixed(3)).join(' ') ?? ''})`,
      );
    if (pair.accept?.[0] === 'unrelated' && report.independence !== undefined) ps.push(report.independence.p);
  };
  const left = pairs.values();
  const lane = async (): Promise<void> => {
    for (const pair of left) await one(pair);
  };
  await Promise.all([lane(), lane()]);
  ps.sort((a, b) => a - b);
  // Largest gap between the p values of independent pairs and a uniform law.
  const gap = Math.max(
    0,
    ...ps.map((p, i) => Math.max(Math.abs(p - i / ps.length), Math.abs(p - (i + 1) / ps.length))),
  );
  console.log(
    JSON.stringify({
      pairs: pairs.length,
      right: pairs.length - wrong.length,
      kinds: Object.fromEntries(kinds),
      largestShareError: farthest,
      independent: { pairs: ps.length, kolmogorov: gap, critical: 1.36 / Math.sqrt(Math.max(1, ps.length)) },
    }),
  );
  for (const line of wrong) console.error(line);
}

run(folder);
