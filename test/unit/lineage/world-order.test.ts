import { strict as assert } from 'node:assert';
import { worldPrecedes } from '../../../src/lineage/world-order.ts';
import type { DateKind } from '../../../src/model/report.ts';
import { prints, range, tinyWorld } from '../origins/tiny-world.ts';

const made = tinyWorld([['author', prints(0, [{ day: 0, file: 0, grams: range(0, 40) }])]]);

/** Whether a project whose dates are of a kind had by 2022-01-01 what is here since a day. */
function order(dateKind: DateKind, local: string | null): boolean | null {
  const projects = made.projects.map((one) => ({ ...one, dateKind }));
  return worldPrecedes({ ...made, projects }, 0, '2022-01-01', local);
}

describe('order of a project of the world and an audited file', () => {
  it('believes a whole history to the day', () => {
    assert.equal(order('history', '2022-02-01'), true);
    assert.equal(order('history', '2021-12-20'), false);
  });

  it('does not know it where dates may be late by as much', () => {
    assert.equal(order('published', '2021-12-20'), null);
    assert.equal(order('not later than', '2021-11-10'), null);
    assert.equal(order('published', null), null);
  });

  it('takes what was published long after the file for later, whatever its dates rest on', () => {
    assert.equal(order('published', '2021-06-01'), false);
    assert.equal(order('not later than', '2021-06-01'), false);
  });
});
