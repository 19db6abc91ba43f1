import { strict as assert } from 'node:assert';
import { PrintsBuilder, type ProjectPrints } from '../../../../src/host/world/project-prints.ts';
import { unitsOfPrints } from '../../../../src/host/world/world-prints.ts';

interface State {
  readonly path: string;
  readonly time: number;
  readonly units: readonly string[];
}

/** Grams of a unit by its name: twenty that are all below every limit. */
const gramsOf = (unit: string): Uint32Array =>
  Uint32Array.from({ length: 20 }, (_, at) => unit.charCodeAt(0) * 1000 + at);

function printsOf(states: readonly State[], grams = gramsOf): ProjectPrints {
  const builder = new PrintsBuilder();
  for (const [at, { path, time, units }] of states.entries())
    builder.add(
      { blob: String(at).padStart(40, '0'), time, path },
      null,
      units.map((unit) => ({
        digest: unit.charCodeAt(0).toString(16).padStart(16, '0'),
        tokens: 60,
        grams: grams(unit),
        stated: null,
      })),
    );
  return builder.finish({ tip: '', roots: [], atOnce: 0, everyDays: 0, read: '', license: '' });
}

describe('units of a history', () => {
  it('are of one file when the file moves, even if it changes on the way', () => {
    const { kin } = unitsOfPrints(
      printsOf([
        { path: 'old/a.py', time: 1, units: ['a', 'b'] },
        { path: 'new/a.py', time: 2, units: ['a', 'b', 'c'] },
      ]),
    );
    assert.deepEqual(kin, [0, 0]);
  });

  it('are of two files when one was copied and both go on', () => {
    const { kin } = unitsOfPrints(
      printsOf([
        { path: 'one.py', time: 1, units: ['a', 'b'] },
        { path: 'two.py', time: 2, units: ['a', 'b', 'c'] },
        { path: 'one.py', time: 3, units: ['a', 'd'] },
      ]),
    );
    assert.deepEqual(kin, [0, 1]);
  });

  it('are of two files when little of the one began in the other', () => {
    const { kin } = unitsOfPrints(
      printsOf([
        { path: 'one.py', time: 1, units: ['a'] },
        { path: 'two.py', time: 2, units: ['a', 'b', 'c'] },
      ]),
    );
    assert.deepEqual(kin, [0, 1]);
  });

  it('keep fewer grams in a language whose chance was not counted', () => {
    const spread = (): Uint32Array => Uint32Array.from({ length: 40 }, (_, at) => at * 0x2000000);
    const count = (path: string): number | undefined =>
      unitsOfPrints(printsOf([{ path, time: 1, units: ['a'] }], spread)).grams[0]?.length;
    assert.ok((count('a.cpp') ?? 0) * 2 < (count('a.py') ?? 0));
  });
});
