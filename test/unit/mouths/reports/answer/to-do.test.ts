import assert from 'node:assert/strict';
import { inEnglish } from '../../../../../src/model/said.ts';
import { toDoOf } from '../../../../../src/mouths/reports/answer/to-do.ts';
import { RULES } from '../../../../../src/rules/table.ts';
import { foundingShape } from '../../../../fixtures/reports/founding-shape.ts';

describe('the to-do list', () => {
  it('says of every rule what is to be done, not what the rule is called', () => {
    const [first] = foundingShape.findings;
    assert.ok(first !== undefined);
    const named = RULES.filter(({ id }) => {
      const report = { ...foundingShape, decisions: [], findings: [{ ...first, rule: id, fixes: [] }] };
      const [toDo] = toDoOf(report, []);
      return toDo === undefined || inEnglish(toDo.title).toLowerCase() === id.replaceAll('-', ' ');
    });
    assert.deepEqual(named, []);
  });
});
