import assert from 'node:assert/strict';
import { sayMatch } from '../../../src/lineage/say-match.ts';
import type { AuditedModule, ModuleMatch } from '../../../src/model/report.ts';
import { inEnglish } from '../../../src/model/said.ts';

const MODULE = {
  path: 'a.py',
  range: { startLine: 3, endLine: 40 },
  symbol: 'Pooler',
  role: 'resampler',
} as AuditedModule;
const MATCH = {
  path: 'lib/b.py',
  symbol: 'b.py',
  strength: 'strong',
  containment: { local: 0.84, upstream: 0 },
  longestRun: 0,
} as ModuleMatch;

describe('what is said of a match', () => {
  it('tells how much of each side is in the other', () => {
    const match = { ...MATCH, symbol: 'Gate', containment: { local: 0.84, upstream: 0.5 }, longestRun: 9 };
    assert.equal(
      inEnglish(sayMatch(MODULE, match, 'Up')),
      'a.py:3 Pooler (resampler) matches lib/b.py Gate of Up: 84% of it is there, 50% of that is here; strong',
    );
  });

  it('says nothing of the other side where fragments of a file are all that is known of it', () => {
    assert.equal(
      inEnglish(sayMatch({ ...MODULE, symbol: '<module>', role: 'other' }, MATCH, 'Up')),
      'a.py:3 top-level code matches lib/b.py of Up: 84% of it is there; strong',
    );
  });
});
