import assert from 'node:assert/strict';
import { inTime, OverBudget, printSource } from '../../../../src/host/parsing/print-source.ts';
import { passedOverSentence } from '../../../../src/host/world/build-world.ts';

describe('printing the files of a project', () => {
  it('passes over code that takes the parser too long, and over nothing else', async () => {
    let told = 0;
    const tell = () => {
      told += 1;
    };
    assert.equal(await inTime(async () => 7, tell), 7);
    assert.equal(told, 0);
    assert.equal(await inTime(() => Promise.reject(new OverBudget('too long')), tell), null);
    assert.equal(told, 1);
    await assert.rejects(
      inTime(() => Promise.reject(new Error('damaged')), tell),
      /damaged/,
    );
  });

  it('goes on with the file after one that takes the parser too long', async () => {
    // A quick machine comes to the end of it.
    const stuck = await printSource('stuck.py', 'try:\nelif x:\n'.repeat(60_000));
    assert.deepEqual(stuck?.units ?? [], []);
    const print = await printSource('plain.py', 'def f(a):\n    return a + 1\n');
    assert.equal(print?.units.length, 1);
  });

  it('says in one sentence how many files that were, and names the first', () => {
    assert.equal(passedOverSentence([]), null);
    assert.match(passedOverSentence(['heron: a.py']) ?? '', /^1 file .* heron: a\.py$/);
    assert.match(passedOverSentence(['heron: a.py', 'heron: b.py']) ?? '', /^2 files .* heron: a\.py$/);
  });
});
