import assert from 'node:assert/strict';
import { FORMATS } from '../../../../src/mouths/reports/formats.ts';
import { columns } from '../../../../src/mouths/reports/text/table.ts';
import { percent } from '../../../../src/mouths/reports/wording.ts';
import { emptyShape, foundingShape, hostile } from '../../../fixtures/reports/founding-shape.ts';
import { matchesGolden } from '../../../golden.ts';

describe('text report', () => {
  it('reads as the golden transcript', () => {
    matchesGolden('founding-shape.txt', FORMATS.text(foundingShape));
  });

  it('says that nothing was found rather than leaving a section out', () => {
    matchesGolden('empty.txt', FORMATS.text(emptyShape));
  });

  it('leads with the status, before any number', () => {
    const [, , , status] = FORMATS.text(foundingShape).split('\n');
    assert.equal(status, 'Status: 3 findings (1 error, 2 warnings, 0 notes). 1 already decided.');
  });

  it('names the denominator of every share', () => {
    for (const line of FORMATS.text(foundingShape)
      .split('\n')
      .filter((text) => / conclusive {2}/.test(text)))
      assert.match(line, /\d+% of [\d,]+ tokens/);
  });

  it('lets no control character or bidirectional mark of the audited text reach the terminal', () => {
    const text = FORMATS.text(hostile(foundingShape));
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
    assert.ok(text.includes('<U+001B>[31mred'));
  });

  it('says how many rows of a long list it leaves out', () => {
    const [module] = foundingShape.modules;
    assert.ok(module !== undefined);
    const many = Array.from({ length: 55 }, (_, index) => ({ ...module, id: `m${index}` }));
    assert.ok(
      FORMATS.text({ ...foundingShape, modules: many }).includes(
        '… and 15 modules more; --format json lists every one.',
      ),
    );
  });

  it('says in words that a cancelled run is incomplete', () => {
    assert.ok(FORMATS.text({ ...emptyShape, partial: true }).includes('this report is incomplete'));
  });

  it('counts two columns for a wide character and none for a combining mark', () => {
    assert.equal(columns('灯笼-V'), 6);
    assert.equal(columns('e\u0301'), 1);
  });

  it('never rounds a share to none or all of it', () => {
    assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(percent), ['0%', '<1%', '50%', '>99%', '100%']);
  });
});
