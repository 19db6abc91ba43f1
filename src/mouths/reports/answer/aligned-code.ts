import { diffArrays } from 'diff';
import { isFileOnly } from '../../../model/known-file.ts';
import type { LineRange, MatchedRegion, ModuleMatch } from '../../../model/report.ts';

/** Part of a line, from the first column (0). `renamed`: the same but for a name that stands for another. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: 'same' | 'renamed';
}

export interface AlignedLine {
  /** Counted from 1 in its file. */
  readonly number: number;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A line of each side; null where the other side has none beside it. `same`: nothing differs, or only names do. */
export interface AlignedRow {
  readonly local: AlignedLine | null;
  readonly upstream: AlignedLine | null;
  readonly likeness: 'same' | 'renamed' | 'part' | 'none';
}

/** What is alike, and what lies between two such stretches on either side. */
export type Block =
  | {
      readonly kind: 'stretch';
      /** Index in the match's regions; -1: the whole of a match without regions. */
      readonly region: number;
      readonly likeness: MatchedRegion['kind'];
      readonly local: LineRange;
      readonly upstream: LineRange;
      readonly rows: readonly AlignedRow[];
    }
  | { readonly kind: 'own'; readonly local: LineRange | null; readonly upstream: LineRange | null };

interface Token {
  readonly text: string;
  /** Index of the line in its stretch. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|\S/gu;
/** Differences of a stretch beyond which its tokens are not set against each other. */
const MOST_EDITS = 4000;
/** A run of equal tokens in a line that differs is marked from this many on, or with a name of this many letters. */
const LEAST_RUN = 3;
const LEAST_NAME = 4;

function tokensOf(lines: readonly string[], rename: ReadonlyMap<string, string>): readonly Token[] {
  return lines.flatMap((text, line) =>
    [...text.matchAll(TOKEN)].map(({ 0: found, index }) => ({
      text: rename.get(found) ?? found,
      line,
      start: index,
      end: index + found.length,
    })),
  );
}

/** Pairs of tokens, by index, that stand for each other in the same order on both sides. */
function matchedTokens(
  local: readonly Token[],
  upstream: readonly Token[],
): readonly (readonly [local: number, upstream: number])[] {
  const changes = diffArrays(
    upstream.map(({ text }) => text),
    local.map(({ text }) => text),
    { maxEditLength: MOST_EDITS },
  );
  const pairs: (readonly [number, number])[] = [];
  let here = 0;
  let there = 0;
  for (const { value, added, removed } of changes ?? []) {
    if (added) here += value.length;
    else if (removed) there += value.length;
    else {
      for (let at = 0; at < value.length; at += 1) pairs.push([here + at, there + at]);
      here += value.length;
      there += value.length;
    }
  }
  return pairs;
}

/** For each local line the upstream line that most of its tokens are in, in rising order; -1: none. */
function linesBeside(
  local: readonly Token[],
  upstream: readonly Token[],
  pairs: readonly (readonly [number, number])[],
  count: number,
): readonly number[] {
  const votes = new Map<number, Map<number, number>>();
  for (const [here, there] of pairs) {
    const line = local[here]?.line ?? 0;
    const beside = upstream[there]?.line ?? 0;
    const known = votes.get(line) ?? new Map<number, number>();
    known.set(beside, (known.get(beside) ?? 0) + 1);
    votes.set(line, known);
  }
  let last = -1;
  return Array.from({ length: count }, (_, line) => {
    const [best] = [...(votes.get(line) ?? [])]
      .filter(([beside]) => beside > last)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (best === undefined) return -1;
    last = best[0];
    return last;
  });
}

/** Marks of one line: runs of equal tokens, those too short to mean anything left out unless all of the line is equal. */
function marksOf(
  tokens: readonly Token[],
  equal: ReadonlyMap<number, boolean>,
  from: number,
): { readonly marks: readonly Mark[]; readonly whole: boolean } {
  const runs: { readonly tokens: Token[]; renamed: boolean }[] = [];
  let before = -2;
  for (const [at, token] of tokens.entries()) {
    const renamed = equal.get(from + at);
    if (renamed === undefined) continue;
    const last = runs.at(-1);
    if (last === undefined || before !== at - 1) runs.push({ tokens: [token], renamed });
    else {
      last.tokens.push(token);
      last.renamed ||= renamed;
    }
    before = at;
  }
  const whole = tokens.length > 0 && runs.length === 1 && runs[0]?.tokens.length === tokens.length;
  const marks = runs
    .filter(
      (run) =>
        whole ||
        run.tokens.length >= LEAST_RUN ||
        run.tokens.some(({ text }) => text.length >= LEAST_NAME && /^[\p{L}_]/u.test(text)),
    )
    .map(
      ({ tokens: run, renamed }): Mark => ({
        start: run[0]?.start ?? 0,
        end: run.at(-1)?.end ?? 0,
        kind: renamed ? 'renamed' : 'same',
      }),
    );
  return { marks, whole };
}

interface Side {
  readonly lines: readonly AlignedLine[];
  readonly whole: readonly boolean[];
}

function sideOf(
  texts: readonly string[],
  tokens: readonly Token[],
  equal: ReadonlyMap<number, boolean>,
  first: number,
): Side {
  const whole: boolean[] = [];
  let from = 0;
  const lines = texts.map((text, line): AlignedLine => {
    const start = from;
    while (tokens[from]?.line === line) from += 1;
    const found = marksOf(tokens.slice(start, from), equal, start);
    whole.push(found.whole || start === from);
    return { number: first + line, text, marks: found.marks };
  });
  return { lines, whole };
}

function likenessOf(local: AlignedLine, upstream: AlignedLine, whole: boolean): AlignedRow['likeness'] {
  const marks = [...local.marks, ...upstream.marks];
  if (!whole) return marks.length > 0 ? 'part' : 'none';
  return marks.some(({ kind }) => kind === 'renamed') ? 'renamed' : 'same';
}

/** Sets the lines of two stretches beside each other. */
export function alignLines(
  local: { readonly lines: readonly string[]; readonly first: number },
  upstream: { readonly lines: readonly string[]; readonly first: number },
  renames: ModuleMatch['renames'],
): readonly AlignedRow[] {
  const here = tokensOf(local.lines, new Map());
  const there = tokensOf(upstream.lines, new Map(renames));
  const pairs = matchedTokens(here, there);
  const original = tokensOf(upstream.lines, new Map());
  const equalHere = new Map(pairs.map(([a, b]) => [a, here[a]?.text !== original[b]?.text]));
  const equalThere = new Map(pairs.map(([a, b]) => [b, here[a]?.text !== original[b]?.text]));
  const left = sideOf(local.lines, here, equalHere, local.first);
  const right = sideOf(upstream.lines, original, equalThere, upstream.first);
  const beside = linesBeside(here, there, pairs, local.lines.length);
  const rows: AlignedRow[] = [];
  let next = 0;
  let waiting: AlignedLine[] = [];
  const flush = (until: number): void => {
    const alone = right.lines.slice(next, until);
    for (let at = 0; at < Math.max(waiting.length, alone.length); at += 1) {
      const one = waiting[at] ?? null;
      const other = alone[at] ?? null;
      const marked = [...(one?.marks ?? []), ...(other?.marks ?? [])].length > 0;
      const blank = (one?.text ?? '').trim() === '' && (other?.text ?? '').trim() === '';
      rows.push({
        local: one,
        upstream: other,
        likeness: marked ? 'part' : blank && one !== null && other !== null ? 'same' : 'none',
      });
    }
    waiting = [];
    next = until;
  };
  for (const [at, line] of left.lines.entries()) {
    const other = beside[at] ?? -1;
    const found = right.lines[other];
    if (found === undefined) {
      waiting.push(line);
      continue;
    }
    flush(other);
    const whole = (left.whole[at] ?? false) && (right.whole[other] ?? false);
    rows.push({ local: line, upstream: found, likeness: likenessOf(line, found, whole) });
    next = other + 1;
  }
  flush(right.lines.length);
  return rows;
}

function rangeBetween(last: number, next: number): LineRange | null {
  return next - last > 1 ? { startLine: last + 1, endLine: next - 1 } : null;
}

const ONE_SIDED: Readonly<Record<MatchedRegion['kind'], AlignedRow['likeness']>> = {
  verbatim: 'same',
  renamed: 'renamed',
  rewritten: 'part',
};

/** The lines of one side where the other's are not at hand, each as alike as its stretch. */
function oneSided(
  { lines, first }: { readonly lines: readonly string[]; readonly first: number },
  kind: MatchedRegion['kind'],
): readonly AlignedRow[] {
  return lines.map((text, at) => ({
    local: { number: first + at, text, marks: [] },
    upstream: null,
    likeness: ONE_SIDED[kind],
  }));
}

/**
 * Both codes of a match, one stretch after the other in the order of the local file, with what lies between them.
 * `upstream` is null where its text is not at hand: then the local lines stand alone.
 */
export function alignedBlocks(
  range: LineRange,
  match: Pick<ModuleMatch, 'range' | 'regions' | 'renames' | 'containment' | 'longestRun'>,
  local: readonly string[],
  upstream: readonly string[] | null,
): readonly Block[] {
  // Of such a file no lines are known: all of it is set beside the module, and what only it has is left out.
  const isWhole = isFileOnly(match) && match.regions.length === 0;
  const theirs = isWhole && upstream !== null ? { startLine: 1, endLine: upstream.length } : match.range;
  const regions: readonly (MatchedRegion & { readonly at: number })[] =
    match.regions.length > 0
      ? match.regions.map((region, at) => ({ ...region, at }))
      : [{ local: range, upstream: theirs, kind: 'rewritten', at: -1 }];
  const blocks: Block[] = [];
  let here = range.startLine - 1;
  let there = theirs.startLine - 1;
  const between = (nextHere: number, nextThere: number): void => {
    const own = rangeBetween(here, nextHere);
    // A stretch that stands earlier in the upstream than the one before leaves nothing between them there.
    const others = upstream === null ? null : rangeBetween(there, nextThere);
    if (own !== null || others !== null) blocks.push({ kind: 'own', local: own, upstream: others });
  };
  const cut = (lines: readonly string[], { startLine, endLine }: LineRange) => ({
    lines: lines.slice(startLine - 1, endLine),
    first: startLine,
  });
  for (const region of [...regions].sort((a, b) => a.local.startLine - b.local.startLine)) {
    // A stretch inside the one before has been shown.
    if (region.local.endLine <= here) continue;
    const start = Math.max(region.local.startLine, here + 1);
    const shown = { startLine: start, endLine: region.local.endLine };
    between(start, region.upstream.startLine);
    blocks.push({
      kind: 'stretch',
      region: region.at,
      likeness: region.kind,
      local: shown,
      upstream: region.upstream,
      rows:
        upstream === null
          ? oneSided(cut(local, shown), region.kind)
          : alignLines(cut(local, shown), cut(upstream, region.upstream), match.renames).filter(
              (row) => !isWhole || row.local !== null,
            ),
    });
    here = region.local.endLine;
    there = Math.max(there, region.upstream.endLine);
  }
  between(range.endLine + 1, theirs.endLine + 1);
  return blocks;
}
