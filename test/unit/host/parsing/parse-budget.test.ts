import assert from 'node:assert/strict';
import { openGrammar } from '../../../../src/host/parsing/grammars.ts';
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

  it('grows by steps that the parser tells of as often as the figures of the budget are made for', async () => {
    const { parser } = await openGrammar('python');
    const source = `x = [\n${`${'0,'.repeat(60)}\n`.repeat(100)}]\n`;
    let steps = 0;
    const tree = parser.parse(source, null, {
      progressCallback: () => {
        steps++;
        return false;
      },
    });
    tree?.delete();
    assert.ok(steps > 0.045 * source.length && steps < 0.055 * source.length, `${steps} of ${source.length}`);
  });
});
