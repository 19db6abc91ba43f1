import assert from 'node:assert/strict';
import { leaf } from '../../../../src/languages/normal-form/term.ts';
import { Locals } from '../../../../src/languages/python/locals.ts';

const [a, b, c] = [leaf('a', 1), leaf('b', 1), leaf('c', 1)] as const;

describe('local variables', () => {
  it('go back to an earlier state, whatever was set, set again and deleted', () => {
    const locals = new Locals([
      ['x', a],
      ['y', b],
    ]);
    const start = locals.mark();
    locals.set('x', c);
    const inner = locals.mark();
    locals.set('x', b);
    locals.delete('y');
    locals.set('z', c);
    const names = ['x', 'y', 'z'];
    const now = [b, undefined, c];
    assert.deepEqual(locals.changedSince(inner), { names, now, before: [c, b, undefined] });
    assert.deepEqual(locals.changedSince(start), { names, now, before: [a, b, undefined] });
    locals.back(inner);
    assert.deepEqual([locals.get('x'), locals.get('y'), locals.has('z')], [c, b, false]);
    locals.back(start);
    assert.deepEqual([locals.get('x'), locals.get('y')], [a, b]);
  });

  it('say once of each of many that it changed', () => {
    const locals = new Locals();
    for (let round = 0; round < 3; round++) for (let at = 0; at < 40; at++) locals.set(`name ${at}`, a);
    assert.deepEqual(
      locals.changedSince(0).names,
      Array.from({ length: 40 }, (_, at) => `name ${at}`),
    );
  });

  it('are changed on their own under others', () => {
    const outer = new Locals([['x', a]]);
    const inner = outer.under([['y', b]]);
    inner.set('x', c);
    assert.deepEqual([inner.get('x'), inner.get('y')], [c, b]);
    assert.deepEqual([outer.get('x'), outer.has('y')], [a, false]);
  });
});
