import assert from 'node:assert/strict';
import { Locals } from '../../../../src/core/syntax/python/locals.ts';
import { leaf } from '../../../../src/core/syntax/term.ts';

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
    assert.deepEqual(
      [...locals.changedSince(inner)],
      [
        ['x', c],
        ['y', b],
        ['z', undefined],
      ],
    );
    assert.deepEqual(
      [...locals.changedSince(start)],
      [
        ['x', a],
        ['y', b],
        ['z', undefined],
      ],
    );
    locals.back(inner);
    assert.deepEqual([locals.get('x'), locals.get('y'), locals.has('z')], [c, b, false]);
    locals.back(start);
    assert.deepEqual([locals.get('x'), locals.get('y')], [a, b]);
  });

  it('are changed on their own under others', () => {
    const outer = new Locals([['x', a]]);
    const inner = outer.under([['y', b]]);
    inner.set('x', c);
    assert.deepEqual([inner.get('x'), inner.get('y')], [c, b]);
    assert.deepEqual([outer.get('x'), outer.has('y')], [a, false]);
  });
});
