import assert from 'node:assert/strict';
import { statesChange } from '../../../src/credit/change-notes.ts';

const says = (comment: string): boolean => statesChange('a.py', `import os\n\n${comment}\nx = 1\n`);

describe('statements of a change', () => {
  for (const comment of [
    '# Modified by us',
    '# copied from heron/pooler.py and modified to support masks',
    '# copy from https://example.org/heron and modify',
    '# Adapt from https://example.org/heron/pooler.py',
    '# based on the pooler of heron, and slightly changed',
  ])
    it(`are read: ${comment}`, () => assert.ok(says(comment)));

  for (const comment of [
    '# copied from heron/pooler.py',
    '# lets the learning rate adapt from the first step on',
    '# Copyright and permission to modify',
  ])
    it(`are not made up: ${comment}`, () => assert.ok(!says(comment)));
});
