import assert from 'node:assert/strict';
import { mutated } from './fuzz/mutate.ts';
import { openTargets, type Target } from './fuzz/targets.ts';

/** Inputs for each reader here; `npm run fuzz` takes as many as are asked for. */
const INPUTS = 150;
/** Milliseconds that one may take, whatever else the machine does. */
const LIMIT = 20_000;

describe('no reader', function () {
  this.timeout(300_000);
  let targets: readonly Target[];
  before(async () => {
    targets = openTargets();
  });

  for (const part of [0, 1, 2, 3])
    it(`throws, or takes long, at what a stranger wrote (${part + 1} of 4)`, async () => {
      for (const target of targets.filter((_, at) => at % 4 === part)) {
        const { name, samples, small, read } = target;
        for (const whole of [...samples, ...(small ?? [])]) await read(whole);
        for (let at = 0; at < INPUTS; at++) {
          const started = performance.now();
          await assert.doesNotReject(
            async () => read(mutated(target, 7, at)),
            `${name}, input ${at} of seed 7`,
          );
          assert.ok(performance.now() - started < LIMIT, `${name}, input ${at} of seed 7 takes too long`);
        }
      }
    });
});
