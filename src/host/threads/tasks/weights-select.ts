import { spread } from '../../../artefacts/weights/block.ts';
import { type BlockFacts, blockFacts } from '../../../artefacts/weights/block-facts.ts';
import type { MatrixView } from '../../../artefacts/weights/checkpoint.ts';
import {
  type LineMatches,
  matchLines,
  paired,
  standardised,
} from '../../../artefacts/weights/rearrangement.ts';
import type { Across } from '../../../artefacts/weights/selection.ts';
import { linesOf, typeOf } from '../../weights/matrix-reader.ts';

interface Side {
  readonly path: string;
  readonly view: MatrixView;
}

export interface SelectJob extends Across {
  readonly small: Side;
  readonly large: Side;
}

export interface SelectOutput {
  /** Of the lines that were looked at; the smaller side stands for the suspect. */
  readonly facts: BlockFacts;
  /** Line of the larger side for each of the smaller; null where there are too many to look at all. */
  readonly selection: Int32Array | null;
}

const PROBES = 96;
const LENGTH = 256;
/** Fewer values than this do not tell lines apart, and fewer lines no selection. */
const SHORTEST = 16;
const FEWEST_LINES = 8;
const MOST_LINES = 20_000;
/** Most comparisons of lines for a whole selection. */
const MOST_COMPARED = 1 << 24;
/** Share of the lines that must be found. */
const MOST = 0.9;

const all = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

/** Which of the larger side's lines the smaller side's are. */
function select({ small, large, byColumn, across }: SelectJob): SelectOutput | null {
  const [count, length] = byColumn
    ? [small.view.columns, small.view.rows]
    : [small.view.rows, small.view.columns];
  const largeCount = byColumn ? large.view.columns : large.view.rows;
  if (count < FEWEST_LINES || length < SHORTEST || largeCount > MOST_LINES) return null;
  const along = spread(length, LENGTH);
  const beside = along.map((k) => across?.[k] ?? k);
  const mine = (lines: readonly number[]) => linesOf(small.path, small.view, lines, along, byColumn);
  const theirs = (lines: readonly number[]) => linesOf(large.path, large.view, lines, beside, byColumn);
  const match = (
    probes: Float32Array,
    places: readonly number[],
    others: Float32Array,
    n: number,
  ): LineMatches =>
    matchLines(
      standardised(probes, places.length, along.length),
      places,
      standardised(others, n, along.length),
      n,
      along.length,
    );
  const copiesIn = (places: readonly number[]) => {
    const [probes, others] = [theirs(places), mine(all(count))];
    return { probes, others, matches: match(probes, places, others, count) };
  };
  const places = spread(count, PROBES);
  const largeLines = theirs(all(largeCount));
  const probes = mine(places);
  const found = match(probes, places, largeLines, largeCount);
  const isSelected = found.matched > MOST;
  // What was widened by copies has several lines for one: then each of the larger side's has one of its own.
  const copies = isSelected ? null : copiesIn(spread(largeCount, PROBES));
  if (copies !== null && copies.matches.found <= MOST) return null;
  const lines =
    copies === null
      ? paired(found, probes, largeLines, along.length)
      : paired(copies.matches, copies.probes, copies.others, along.length);
  const [w, s] = isSelected ? [lines.partners, lines.probes] : [lines.probes, lines.partners];
  const block = { rows: lines.count, columns: along.length, w, s };
  const isWhole = isSelected && count * largeCount <= MOST_COMPARED;
  return {
    facts: blockFacts(block, typeOf(large.view), typeOf(small.view)),
    selection: isWhole ? match(mine(all(count)), all(count), largeLines, largeCount).partner : null,
  };
}

/** For each job the selection, or null where the smaller side is none of the larger. */
export function run(jobs: readonly SelectJob[]): readonly (SelectOutput | null)[] {
  return jobs.map(select);
}
