import assert from 'node:assert/strict';
import { encodeOutlines, type Outline, openOutlines } from '../../../../src/compare/outline-table.ts';
import { bearOut, type Outlines } from '../../../../src/engine/file/bear-out.ts';
import type { LocalModule } from '../../../../src/engine/file/file-analysis.ts';

const ramp = (from: number, many: number): Uint32Array =>
  Uint32Array.from({ length: many }, (_, at) => from + at);
const weighted = (hashes: Iterable<number>): ReadonlyMap<number, number> =>
  new Map([...hashes].map((one) => [one, 3]));
const choicesOf = ({ words, values }: Pick<Outline, 'words' | 'values'>) => ({
  words: weighted(words),
  values: weighted(values),
});

const UPSTREAM = {
  version: 'heron-1',
  path: 'model.py',
  weight: 1000,
  words: ramp(1, 40),
  values: ramp(500, 12),
};

function outlines(): Outlines {
  const opened = openOutlines(encodeOutlines([UPSTREAM]));
  assert.ok(opened.ok);
  return { table: opened.value, choicesOf };
}

/** One unit of weight `whole` that shares `shared` with the upstream's. */
function modules(
  evidence: number,
  shared: number,
  whole: number,
  upstreamWeight: number,
): readonly LocalModule[] {
  const range = { startLine: 1, endLine: 9 };
  return [
    {
      symbol: 'f',
      role: 'other',
      range,
      tokens: 60,
      units: [{ symbol: 'f', role: 'other', range, tokens: 60, weight: whole }],
      pairs: [
        {
          unit: 0,
          evidence,
          shared,
          upstreamWeight,
          longestRun: 9,
          regions: [],
          renames: [],
          contradictions: 0,
          places: [{ version: 'heron-1', path: 'model.py', symbol: 'g', role: 'other', range, since: null }],
        },
      ],
    },
  ];
}

const evidenceOf = (found: readonly LocalModule[]): number => found[0]?.pairs[0]?.evidence ?? 0;

describe('evidence of a module against the catalogue', () => {
  it("counts in full where the values are the upstream's", () => {
    const own = () => choicesOf({ words: ramp(1, 30), values: ramp(500, 12) });
    assert.equal(evidenceOf(bearOut(modules(30, 60, 400, 400), own, outlines())), 30);
  });

  it('counts for little where both are about the same thing with other values', () => {
    const own = () => choicesOf({ words: ramp(1, 30), values: ramp(900, 12) });
    assert.ok(evidenceOf(bearOut(modules(30, 60, 400, 400), own, outlines())) < 10);
  });

  it('counts in full where the files are about other things', () => {
    const own = () => choicesOf({ words: ramp(7000, 60), values: ramp(900, 12) });
    assert.equal(evidenceOf(bearOut(modules(30, 60, 400, 400), own, outlines())), 30);
  });

  it('counts in full where a whole unit of some size is the same', () => {
    const own = () => choicesOf({ words: ramp(1, 30), values: ramp(900, 12) });
    assert.equal(evidenceOf(bearOut(modules(90, 95, 100, 100), own, outlines())), 90);
  });

  it('counts in full where much of the file is in the other', () => {
    const own = () => choicesOf({ words: ramp(1, 30), values: ramp(900, 12) });
    assert.equal(evidenceOf(bearOut(modules(60, 300, 400, 900), own, outlines())), 60);
  });

  it('is left alone where no outline of the upstream is known, and asks for nothing where there is nothing to tell', () => {
    const none: Outlines = { table: { outlineOf: () => null }, choicesOf };
    const own = () => choicesOf({ words: ramp(1, 30), values: ramp(900, 12) });
    assert.equal(evidenceOf(bearOut(modules(30, 60, 400, 400), own, none)), 30);
    const faint = modules(3, 6, 400, 400);
    const never = (): never => {
      throw new Error('asked');
    };
    assert.equal(bearOut(faint, never, outlines()), faint);
  });
});

describe('the table of outlines', () => {
  it('gives back what went in, and null for what did not', () => {
    const opened = openOutlines(encodeOutlines([UPSTREAM]));
    assert.ok(opened.ok);
    const found = opened.value.outlineOf('heron-1', 'model.py');
    assert.deepEqual([...(found?.values ?? [])], [...UPSTREAM.values]);
    assert.equal(found?.weight, 1000);
    assert.equal(opened.value.outlineOf('heron-1', 'other.py'), null);
  });

  it('refuses bytes that are cut short', () => {
    const bytes = encodeOutlines([UPSTREAM]);
    assert.equal(openOutlines(bytes.slice(0, bytes.length - 8)).ok, false);
    assert.equal(openOutlines(new Uint8Array(4)).ok, false);
  });
});
