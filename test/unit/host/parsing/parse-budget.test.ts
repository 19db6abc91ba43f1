import assert from 'node:assert/strict';
import { parseCode, printParsed } from '../../../../src/host/parsing/print-source.ts';

describe('the time that a parser is given', () => {
  it('is not spent on lines that only go on', async () => {
    assert.equal(await parseCode({ grammar: 'python', source: '\\\n'.repeat(100_000) }, () => 7), 7);
  });

  it('ends with a reason, and the next file is parsed as if nothing had been', async () => {
    const source = 'try:\nelif x:\n'.repeat(60_000);
    const late = performance.now() + 20_000;
    await parseCode({ grammar: 'python', source }, () => 0).catch((error: Error) =>
      assert.match(error.message, /takes the parser too long/),
    );
    assert.ok(performance.now() < late);
    const print = await parseCode({ grammar: 'python', source: 'def f(a):\n    return a + 1\n' }, (parsed) =>
      printParsed(parsed),
    );
    assert.equal(print?.units.length, 1);
  });
});
