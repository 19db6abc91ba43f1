import { strict as assert } from 'node:assert';
import { generatedReason, LONGEST_SOURCE } from '../../../src/languages/generated.ts';

const script = { longestLine: 2_000 };

describe('code that nobody wrote by hand', () => {
  it('is told by a line that no person writes', () => {
    const minified = `var a=1;${'f(a);'.repeat(500)}\n`;
    assert.match(generatedReason('app.js', minified, script) ?? '', /^a line of 2508 characters: .*minified/);
    assert.equal(generatedReason('app.js', `${'x'.repeat(2_000)}\ny\n`, script), null);
    assert.match(generatedReason('app.js', `y\n${'x'.repeat(2_001)}`, script) ?? '', /2001/);
  });

  it('is told by the name that a minifier gives', () => {
    assert.match(generatedReason('web/app.min.js', 'x\n', script) ?? '', /^minified, by its name/);
    assert.equal(generatedReason('web/min.js', 'x\n', script), null);
    assert.equal(generatedReason('a.min.d/app.js', 'x\n', script), null);
  });

  it('is told by its size, and by long lines in a large file', () => {
    assert.match(generatedReason('a.js', 'x\n'.repeat(LONGEST_SOURCE), script) ?? '', /characters of code/);
    const wide = `${'x'.repeat(199)}\n`.repeat(1_600);
    assert.match(generatedReason('a.js', wide, script) ?? '', /^200 characters in an average line/);
    assert.equal(generatedReason('a.js', wide.slice(0, 200_000), script), null);
  });
});
