import assert from 'node:assert/strict';
import type { Block } from '../../../../src/artefacts/weights/block.ts';
import { isEven, isNormal } from '../../../../src/artefacts/weights/classify.ts';
import { noiseFacts } from '../../../../src/artefacts/weights/noise-facts.ts';
import { seeded } from '../../host/weights/random.ts';

const SIDE = 96;

/** Normal weights and a change of them, by row. */
function changed(seed: number, change: (random: ReturnType<typeof seeded>, row: number) => number): Block {
  const random = seeded(seed);
  const w = new Float32Array(SIDE * SIDE);
  const s = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < w.length; i++) {
    w[i] = 0.02 * random.normal();
    s[i] = (w[i] ?? 0) + change(random, Math.floor(i / SIDE));
  }
  return { rows: SIDE, columns: SIDE, w, s };
}

/** Laplace's law from two normal pairs: the difference of two exponential values. */
function laplace(random: ReturnType<typeof seeded>): number {
  const exponential = (): number => (random.normal() ** 2 + random.normal() ** 2) / 2;
  return 1e-3 * (exponential() - exponential());
}

describe('facts about differences', () => {
  it('call heavy-tailed noise even and not normal: its rows vary more by chance than those of a normal law', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const noise = noiseFacts(changed(seed, laplace), null);
      assert.ok(noise !== null && isEven(noise) && !isNormal(noise), `seed ${seed}`);
    }
  });

  it('call heavy tails that come from strong and weak rows uneven', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const scale = Array.from({ length: SIDE }, (_, row) => Math.exp(0.6 * Math.sin(row * 12.9898 + seed)));
      const block = changed(seed, (random, row) => 1e-3 * (scale[row] ?? 1) * random.normal());
      const noise = noiseFacts(block, null);
      assert.ok(noise !== null && noise.excessKurtosis > 1 && !isEven(noise), `seed ${seed}`);
    }
  });
});
