import assert from 'node:assert/strict';

/** Holds a function against a table, row by row: what it makes of each input. */
export function holds<I, O>(rows: readonly (readonly [input: I, output: O])[], of: (input: I) => O): void {
  assert.deepEqual(
    rows.map(([input]) => [input, of(input)]),
    rows,
  );
}
