import { strict as assert } from 'node:assert';
import { evidenceOf } from '../../../src/compare/calibration.ts';
import { judgeSides } from '../../../src/compare/copy/judge-sides.ts';

const file = (score: number, contained = 0.1, calibrated = true) => ({
  evidence: evidenceOf(score),
  contained,
  calibrated,
});

describe('two sides as a whole', () => {
  it('are what their files are, where one file is compared with one', () => {
    const judged = judgeSides([file(0.4)], 1);
    assert.equal(judged.strength, 'moderate');
    assert.equal(judged.basis, 'one pair');
    assert.ok(Math.abs(judged.score - 0.4) < 1e-9);
  });

  it('do not gain by faint files, however many', () => {
    const one = judgeSides([file(0.2)], 20 * 20);
    const many = judgeSides(Array<ReturnType<typeof file>>(12).fill(file(0.2)), 20 * 20);
    assert.deepEqual(many, one);
  });

  it('are weak by one moderate file of many, and moderate by two or by one that is mostly there', () => {
    const alone = judgeSides([file(0.4), file(0.25)], 3600);
    assert.equal(alone.strength, 'weak');
    assert.ok(alone.score < 0.31);
    assert.equal(judgeSides([file(0.4), file(0.35)], 3600).strength, 'moderate');
    assert.equal(judgeSides([file(0.4, 0.7)], 3600).strength, 'moderate');
  });

  it('are never stronger than their strongest file', () => {
    const judged = judgeSides([file(0.54), file(0.54), file(0.54), file(0.54)], 3600);
    assert.equal(judged.strength, 'moderate');
    assert.ok(judged.score < 0.55);
    assert.equal(judgeSides([file(0.6), file(0.4)], 3600).strength, 'strong');
  });

  it('say nothing by a weak file where independent sides of these sizes often have one', () => {
    assert.equal(judgeSides([file(0.12)], 2 * 2).strength, 'weak');
    const large = judgeSides([file(0.12)], 60 * 60);
    assert.equal(large.strength, null);
    assert.ok(large.score < 0.09);
  });

  it('state a rate that grows with the pairs of files that were compared', () => {
    const [small, large] = [judgeSides([file(0.4)], 4), judgeSides([file(0.4)], 3600)];
    const one = judgeSides([file(0.4)], 1).rate ?? 0;
    assert.ok(Math.abs((small.rate ?? 0) / one - 4) < 0.01);
    assert.ok((large.rate ?? 0) > 100 * one && (large.rate ?? 2) < 1);
    assert.equal(judgeSides([file(0.4, 0.1, false), file(0.4, 0.1, false)], 4).rate, null);
  });

  it('count files of other languages only as far as these say more', () => {
    const both = judgeSides([file(0.6), file(0.5, 0.1, false)], 4);
    assert.deepEqual([both.strength, both.score.toFixed(4)], ['strong', '0.6000']);
    const alike = judgeSides([file(0.33), file(0.33, 0.1, false)], 4);
    assert.equal(alike.strength, 'moderate');
    assert.ok(alike.score > 0.34);
    const more = judgeSides([file(0.33), file(0.33)], 4);
    assert.ok(more.score >= alike.score && more.score < 0.55);
  });

  it('are nothing by a file that is less than weak', () => {
    const faint = judgeSides([file(0.05)], 1);
    assert.deepEqual([faint.strength, faint.basis], [null, 'nothing']);
    assert.ok(faint.score > 0.04);
    assert.deepEqual(judgeSides([file(0)], 1), { score: 0, rate: 1, strength: null, basis: 'nothing' });
    assert.equal(judgeSides([file(0, 0, false)], 1).rate, null);
  });

  it('are nothing without files', () => {
    assert.deepEqual(judgeSides([], 0), { score: 0, rate: 1, strength: null, basis: 'nothing' });
  });
});
