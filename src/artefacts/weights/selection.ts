import { type BlockFacts, isChanged } from './block-facts.ts';
import { type CheckpointTensor, matrixSides } from './checkpoint.ts';

/** Lines of the larger of two sides that the smaller side's lines are, in the smaller side's order. */
export interface Selection {
  readonly large: number;
  readonly lines: Int32Array;
}

/** Two tensors of one name of which one has fewer rows or columns. */
export interface Resizable {
  readonly upstream: CheckpointTensor;
  readonly suspect: CheckpointTensor;
  readonly relation: 'name' | 'prefix';
}

/** A tensor that holds the other's rows or columns, some left out or added. */
export interface Resized extends Resizable {
  readonly verdict: 'narrowed' | 'widened';
  readonly note: string;
}

/** Lines along which two sides are compared, and which of the larger side's stand beside the smaller's; null: the same. */
export interface Across {
  readonly byColumn: boolean;
  readonly across: Int32Array | null;
}

/** Whether the suspect is the smaller side; null where neither is in all respects, or both are alike. */
export function isSuspectSmaller({ upstream, suspect }: Resizable): boolean | null {
  if (upstream.shape.length !== suspect.shape.length || upstream.shape.length < 2) return null;
  const isAtMost = (a: readonly number[], b: readonly number[]): boolean =>
    a.every((side, i) => side <= (b[i] ?? 0));
  const isSmaller = isAtMost(suspect.shape, upstream.shape);
  return isSmaller === isAtMost(upstream.shape, suspect.shape) ? null : isSmaller;
}

/** A selection of channels as one of the values that each channel has; null where the sizes are not those. */
function expanded({ large, lines }: Selection, smallSide: number, largeSide: number): Int32Array | null {
  const each = smallSide / lines.length;
  if (!Number.isInteger(each) || each * large !== largeSide) return null;
  return Int32Array.from(
    { length: smallSide },
    (_, i) => (lines[Math.floor(i / each)] ?? 0) * each + (i % each),
  );
}

/** Ways to compare a pair: along a side that is the same on both, or of which the selection is known. */
export function waysOf(
  small: CheckpointTensor,
  large: CheckpointTensor,
  known: readonly Selection[],
): readonly Across[] {
  const [rows, columns] = matrixSides(small.shape);
  const [ofRows, ofColumns] = matrixSides(large.shape);
  const along = (byColumn: boolean, size: number, largeSize: number): readonly Across[] => {
    if (size === largeSize) return [{ byColumn, across: null }];
    return known.flatMap((selection) => {
      const across = expanded(selection, size, largeSize);
      return across === null ? [] : [{ byColumn, across }];
    });
  };
  return [...along(false, columns, ofColumns), ...along(true, rows, ofRows)];
}

/** Names a finding. `facts`: of the lines that were found, beside those that they are. */
export function resizedFrom(
  pair: Resizable,
  isNarrower: boolean,
  byColumn: boolean,
  facts: BlockFacts,
): Resized {
  const side = byColumn ? 1 : 0;
  const [of, has] = [matrixSides(pair.upstream.shape)[side], matrixSides(pair.suspect.shape)[side]];
  const lines = byColumn ? 'columns' : 'rows';
  const changed = isChanged(facts) ? ', and changed' : '';
  const note =
    of === has
      ? `its ${lines} are the upstream's, ${isNarrower ? 'shortened' : 'lengthened'}${changed}`
      : isNarrower
        ? `its ${has} ${lines} are some of the upstream's ${of}${changed}`
        : `its ${has} ${lines} hold the upstream's ${of}${changed}`;
  return { ...pair, verdict: isNarrower ? 'narrowed' : 'widened', note };
}
