import assert from 'node:assert/strict';
import { OverBudget } from '../../../../src/host/parsing/print-source.ts';
import { inTime } from '../../../../src/host/world/print-project.ts';

describe('printing the files of a project', () => {
  it('passes over code that takes the parser too long, and over nothing else', async () => {
    assert.equal(await inTime(async () => 7), 7);
    assert.equal(await inTime(() => Promise.reject(new OverBudget('too long'))), null);
    await assert.rejects(
      inTime(() => Promise.reject(new Error('damaged'))),
      /damaged/,
    );
  });
});
