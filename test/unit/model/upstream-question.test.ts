import assert from 'node:assert/strict';
import { questionId } from '../../../src/model/upstream-question.ts';

describe('the id of a decision on an upstream', () => {
  it('is its name where a file may be called so', () => {
    assert.equal(questionId('heron-vl'), 'upstream-heron-vl');
  });

  it('is a name that a file may have, and no other upstream has it', () => {
    const long = 'heron'.repeat(40);
    const names = ['reeds/heron', 'reeds heron', 'reeds-heron', `${long}a`, `${long}b`, '../heron', '苍鹭'];
    const ids = names.map(questionId);
    assert.equal(new Set(ids).size, names.length);
    for (const id of ids) assert.match(id, /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/);
  });
});
