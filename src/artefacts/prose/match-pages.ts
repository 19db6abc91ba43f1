import type { LocalPage, PagePrint } from './page-print.ts';
import { RUN } from './page-print.ts';

/** A stretch of a local page that stands on an upstream's page too. Word ranges are half-open. */
export interface PagePassage {
  readonly from: number;
  readonly to: number;
  readonly localLines: readonly [first: number, last: number];
  readonly upstreamLines: readonly [first: number, last: number];
  /** Sampled runs that are the same and tell something. */
  readonly runs: number;
  /** The local page sets most of it in quotation marks or as a block quotation. */
  readonly quoted: boolean;
}

interface Hit {
  /** Position in the local page's runs. */
  readonly run: number;
  readonly at: number;
  readonly there: number;
  readonly line: number;
  readonly lineThere: number;
}

/** Words that may stand between two equal runs of one passage, and by how much more on one side. */
const GAP = 24;
const SHIFT = 8;
/** A passage has at least this many words, telling runs, and one such run in so many words. */
const LEAST = { words: 20, runs: 4, every: 12 } as const;
/** Share of the equal runs that must tell something: a stock phrase does not make a passage. */
const TELLING = 0.5;
/** A run that stands in more places of a page than this is a refrain. */
const PLACES = 8;

/**
 * Passages of `local` on `upstream`. Equal runs in the same order, close to each other on both sides, make one
 * passage. `tells` says whether a run counts: one that many upstreams share does not.
 */
export function matchPages(
  local: LocalPage,
  upstream: PagePrint,
  tells: (hash: number) => boolean,
): readonly PagePassage[] {
  const chains = chain(hitsOf(local, upstream));
  const quoted = new Set(local.quoted);
  const found = chains.flatMap((hits): PagePassage[] => {
    const passage = passageOf(hits, local, quoted, tells);
    return passage === null ? [] : [passage];
  });
  return withoutOverlaps(found);
}

function hitsOf(local: LocalPage, upstream: PagePrint): readonly Hit[] {
  const there = new Map<number, number[]>();
  const wanted = new Set(local.runs);
  for (const [at, hash] of upstream.runs.entries()) {
    if (!wanted.has(hash)) continue;
    const places = there.get(hash) ?? [];
    if (places.length < PLACES) places.push(at);
    there.set(hash, places);
  }
  return local.runs.flatMap((hash, run) =>
    (there.get(hash) ?? []).map((place) => ({
      run,
      at: local.places[run] ?? 0,
      there: upstream.places[place] ?? 0,
      line: local.lines[run] ?? 1,
      lineThere: upstream.lines[place] ?? 1,
    })),
  );
}

function follows(earlier: Hit, later: Hit): boolean {
  const gap = later.at - earlier.at;
  const gapThere = later.there - earlier.there;
  return gap >= 0 && gapThere > 0 && gap <= GAP && gapThere <= GAP && Math.abs(gap - gapThere) <= SHIFT;
}

/** Hits in the order of the local page, each joined to the nearest chain that it goes on with. */
function chain(hits: readonly Hit[]): readonly (readonly Hit[])[] {
  const closed: Hit[][] = [];
  let open: Hit[][] = [];
  for (const hit of hits) {
    const going = open.filter((one) => {
      const last = one.at(-1);
      const goes = last !== undefined && hit.at - last.at <= GAP;
      if (!goes) closed.push(one);
      return goes;
    });
    let best: Hit[] | null = null;
    let shift = Number.POSITIVE_INFINITY;
    for (const one of going) {
      const last = one.at(-1);
      if (last === undefined || !follows(last, hit)) continue;
      const moved = Math.abs(hit.at - last.at - (hit.there - last.there));
      if (moved < shift || (moved === shift && one.length > (best?.length ?? 0))) {
        best = one;
        shift = moved;
      }
    }
    if (best === null) going.push([hit]);
    else best.push(hit);
    open = going;
  }
  return [...closed, ...open];
}

function passageOf(
  hits: readonly Hit[],
  local: LocalPage,
  quoted: ReadonlySet<number>,
  tells: (hash: number) => boolean,
): PagePassage | null {
  const telling = hits.filter((hit) => tells(local.runs[hit.run] ?? 0));
  const [first] = telling;
  const last = telling.at(-1);
  if (first === undefined || last === undefined || telling.length < TELLING * hits.length) return null;
  const to = last.at + RUN.words;
  const words = to - first.at;
  if (words < LEAST.words || telling.length < Math.max(LEAST.runs, words / LEAST.every)) return null;
  return {
    from: first.at,
    to,
    localLines: [first.line, Math.max(first.line, last.line)],
    upstreamLines: [first.lineThere, Math.max(first.lineThere, last.lineThere)],
    runs: telling.length,
    quoted: telling.filter((hit) => quoted.has(hit.run)).length >= 0.8 * telling.length,
  };
}

/** The longest first; a passage most of whose words belong to a longer one is left out. In the order of the page. */
function withoutOverlaps(passages: readonly PagePassage[]): readonly PagePassage[] {
  const kept: PagePassage[] = [];
  const sorted = [...passages].sort((a, b) => b.runs - a.runs || a.from - b.from);
  for (const passage of sorted) {
    const taken = kept.reduce(
      (sum, one) => sum + Math.max(0, Math.min(one.to, passage.to) - Math.max(one.from, passage.from)),
      0,
    );
    if (taken * 2 < passage.to - passage.from) kept.push(passage);
  }
  return kept.sort((a, b) => a.from - b.from);
}
