import assert from 'node:assert/strict';
import type { AuditedModule, Lineage, ModuleMatch } from '../../../../../src/model/report.ts';
import { inEnglish } from '../../../../../src/model/said.ts';
import { firstLocalDate, publicBefore } from '../../../../../src/mouths/reports/answer/gap.ts';
import type { ModulePair } from '../../../../../src/mouths/reports/answer/module-pair.ts';

const BEGAN = '2024-01-31T09:00:00+08:00';
const local = (date: string) => ({ date, side: 'local' as const, event: 'a.py first appears', basis: '' });
const lineage = (...dates: readonly string[]) => ({ timeline: dates.map(local) }) as unknown as Lineage;
const pair = (published: string): ModulePair => ({
  module: {} as AuditedModule,
  match: { published, precedes: true, order: 'before' } as ModuleMatch,
});

describe('how long an upstream was public before', () => {
  it('counts from the day on which the file came, not from the beginning of the repository', () => {
    const said = publicBefore([pair('2024-03-08')], lineage(BEGAN, '2024-06-07T00:00:00Z'), BEGAN);
    assert.equal(said === null ? null : inEnglish(said), 'public 91 days earlier');
  });

  it('says that only this version is so young where the project had a part of it in an earlier one', () => {
    const origin = (date: string) => [{ project: 'harbor', share: 1, root: true, alsoIn: [], date }];
    const since = (date: string): string => {
      const { module, match } = pair('2024-06-01');
      const told = { module, match: { ...match, origin: origin(date) } };
      const said = publicBefore([told], { ...lineage('2024-06-07'), upstream: 'harbor' }, BEGAN);
      return said === null ? '' : inEnglish(said);
    };
    assert.equal(since('2024-04-09'), 'this version public 6 days earlier');
    assert.equal(since('2024-06-01'), 'public 6 days earlier');
  });

  it('counts from the beginning where a file came with the first commit', () => {
    assert.equal(firstLocalDate(lineage(BEGAN, BEGAN, '2024-06-07T00:00:00Z'), BEGAN), BEGAN);
  });

  it('counts from the beginning where of no file is known when it came', () => {
    assert.equal(firstLocalDate(lineage(BEGAN), BEGAN), BEGAN);
    assert.equal(firstLocalDate(lineage(), BEGAN), null);
  });
});
