import assert from 'node:assert/strict';
import { inTime, OverBudget, printSource } from '../../../../src/host/parsing/print-source.ts';

describe('printing the files of a project', () => {
  it('passes over code that takes the parser too long, and over nothing else', async () => {
    assert.equal(await inTime(async () => 7), 7);
    assert.equal(await inTime(() => Promise.reject(new OverBudget('too long'))), null);
    await assert.rejects(
      inTime(() => Promise.reject(new Error('damaged'))),
      /damaged/,
    );
  });

  it('goes on with the file after one that takes the parser too long', async () => {
    assert.equal(await printSource('stuck.py', 'try:\nelif x:\n'.repeat(60_000)), null);
    const print = await printSource('plain.py', 'def f(a):\n    return a + 1\n');
    assert.equal(print?.units.length, 1);
  });
});
