import { strict as assert } from 'node:assert';
import { chanceOf } from '../../../../src/host/world/chance.ts';
import type { ProjectUnits } from '../../../../src/host/world/world-prints.ts';
import type { Settled } from '../../../../src/origins/settle-world.ts';

const GRAMS = 4000;
/** A world of one project: grams 0 to 3999, ten a file, all on the first day. */
const settled: Settled = {
  grams: Uint32Array.from({ length: GRAMS }, (_, at) => at),
  projects: new Uint16Array(GRAMS),
  files: Uint32Array.from({ length: GRAMS }, (_, at) => Math.floor(at / 10)),
  times: new Uint32Array(GRAMS),
  roots: new Uint8Array(GRAMS).fill(1),
  independents: new Uint16Array(GRAMS).fill(1),
  others: new Uint16Array(2 * GRAMS).fill(0xffff),
};
const world = { settled, families: 500, kinOf: (_: number, file: number): number => file };

/** A project of 600 functions in 200 files, of which each has `shared` grams of one file of the world, and ten of its own. */
function unrelated(
  shared: (unit: number) => number,
  from: number,
  stated: string | null = null,
): ProjectUnits {
  const count = 600;
  return {
    paths: Array.from({ length: 200 }, (_, at) => `${at}.py`),
    kin: Array.from({ length: 200 }, (_, at) => at),
    times: new Array<number>(count).fill(100),
    files: Array.from({ length: count }, (_, at) => at % 200),
    stated: new Array<string | null>(count).fill(stated),
    grams: Array.from({ length: count }, (_, unit) =>
      Uint32Array.from([
        ...Array.from({ length: shared(unit) }, (_, at) => (unit % 400) * 10 + at),
        ...Array.from({ length: 10 }, (_, at) => 1_000_000 + from * 100_000 + unit * 10 + at),
      ]),
    ),
  };
}

describe('what chance shares', () => {
  const few = (unit: number): number => (unit % 20 === 0 ? 2 : 0);
  const honest = [unrelated(few, 1), unrelated(few, 2), unrelated(few, 3)];

  it('is counted where one function in twenty has something in common', () => {
    const { threshold, fit, fileFit } = chanceOf(world, honest);
    assert.ok(threshold > 0 && fit.threshold > 0 && fileFit.threshold > 0);
  });

  it('is not moved by a project that copied from the world after all', () => {
    const copied = unrelated(() => 9, 4);
    assert.deepEqual(chanceOf(world, [...honest, copied]).fit, chanceOf(world, honest).fit);
  });

  it('is more where small functions are written alike, even whole ones', () => {
    const alike = [1, 2, 3].map((at) => unrelated((unit) => (unit % 20 === 0 ? 10 : 0), at));
    assert.ok(chanceOf(world, alike).fit.threshold > chanceOf(world, honest).fit.threshold);
  });

  it('leaves out functions that say whose they are, and has figures of its own where nothing is left', () => {
    const named = honest.map((one) => ({ ...one, stated: one.stated.map(() => 'somebody/else') }));
    assert.equal(chanceOf(world, named).fit.threshold, chanceOf(world, []).fit.threshold);
  });
});
