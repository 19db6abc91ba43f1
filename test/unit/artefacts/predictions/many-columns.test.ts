import { strict as assert } from 'node:assert';
import process from 'node:process';
import { parseTable } from '../../../../src/artefacts/predictions/parse-table.ts';

describe('a table of answers', () => {
  it('keeps columns of one name apart', () => {
    const table = parseTable('a.csv', 'id,p,p,p_1,p\n1,a,b,c,d\n');
    assert.ok(table.ok);
    assert.deepEqual(table.value.rows, [{ id: '1', p: 'a', p_1: 'b', p_1_1: 'c', p_2: 'd' }]);
  });

  it('takes no square of the number of columns that share one name', () => {
    const before = process.cpuUsage();
    const table = parseTable('a.csv', `id${',p'.repeat(40_000)}\n1${',x'.repeat(40_000)}\n`);
    const { user } = process.cpuUsage(before);
    assert.ok(table.ok);
    assert.ok(user < 5_000_000, `${user / 1000} ms of processor`);
  });
});
