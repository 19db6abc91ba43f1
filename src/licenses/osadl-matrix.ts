import data from '../../catalogue/osadl-matrix.json' with { type: 'json' };

/** What the matrix says of work under one license put into work under another; `absent`: it has no such cell. */
export type MatrixAnswer = 'yes' | 'same' | 'no' | 'unknown' | 'check-dependency' | 'absent';

const ANSWERS: Readonly<Record<string, MatrixAnswer>> = {
  y: 'yes',
  s: 'same',
  n: 'no',
  u: 'unknown',
  c: 'check-dependency',
};

const position: ReadonlyMap<string, number> = new Map(data.licenses.map((id, at) => [id, at]));

/**
 * Answer of the OSADL compatibility matrix (CC-BY-4.0, see NOTICE) for `copied` inside a work under `outbound`.
 * The matrix judges the work as a whole: file-level copyleft is answered `no` where keeping the file would do.
 */
export function matrixAnswer(copied: string, outbound: string): MatrixAnswer {
  const row = position.get(outbound);
  const column = position.get(copied);
  if (row === undefined || column === undefined) return 'absent';
  return ANSWERS[data.rows[row]?.[column] ?? ''] ?? 'absent';
}
