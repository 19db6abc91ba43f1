import { strict as assert } from 'node:assert';
import { handWritten, LONGEST_SOURCE } from '../../../src/languages/generated.ts';

const script = { longestLine: 2_000, comment: '//' } as const;
const python = { longestLine: 20_000, comment: '#' } as const;
const code = 'def attend(query, key):\n    return query @ key\n';

describe('code that nobody wrote by hand', () => {
  it('is told by a line that no person writes', () => {
    const minified = `var a=1;${'f(a);'.repeat(500)}\n`;
    const told = handWritten('app.js', minified, script);
    assert.equal(told.text, null);
    assert.match(told.reason ?? '', /^a line of 2508 characters: .*minified/);
    assert.equal(handWritten('app.js', `${'x'.repeat(2_000)}\ny\n`, script).reason, null);
  });

  it('is told by the name that a minifier gives, where the lines are as a minifier writes them', () => {
    assert.match(
      handWritten('web/app.min.js', `${'f(a);'.repeat(200)}\n`, script).reason ?? '',
      /^minified, by its name/,
    );
    assert.equal(handWritten('web/app.min.js', 'function f(a) {\n  return a;\n}\n', script).reason, null);
  });

  it('is over a limit where it is too long to be parsed', () => {
    const long = handWritten('a.js', 'x\n'.repeat(LONGEST_SOURCE), script);
    assert.deepEqual([long.text, long.over], [null, true]);
  });

  for (const [what, padding] of [
    ['a comment', `# ${'x'.repeat(20_001)}`],
    ['a comment behind code', `y = 1  # ${'x'.repeat(20_001)}`],
    ['a picture in a text', `logo = "${'QUJD'.repeat(6_000)}"`],
    ['bytes in a text', `data = b'${'\\x00\\xff'.repeat(4_000)}'`],
    ['generated numbers', `table = [${'1, '.repeat(10_000)}]`],
    ['thousands of long comments', `# ${'x'.repeat(500)}\n`.repeat(1_000)],
    ['thousands of wide lines', `t = [${'1, '.repeat(100)}]\n`.repeat(1_500)],
  ] as const)
    it(`leaves the rest of a file compared beside ${what}, and tells of it`, () => {
      for (const text of [`${padding}\n${code}`, `${code}${padding}\n`]) {
        const kept = handWritten('a.py', text, python);
        assert.ok(kept.text?.includes(code.trim()), 'the code is there');
        assert.equal(kept.text?.split('\n').length, text.split('\n').length, 'each line has its number');
        assert.match(kept.reason ?? '', /were cut there, the rest was compared$/);
        assert.ok(kept.cut > 0);
      }
    });

  it('closes and opens what spans lines where it stood', () => {
    const text = `/*\n${'x'.repeat(3_000)} */\nint f(void) { return 1; }\n`;
    assert.equal(handWritten('a.c', text, script).text, '/*\n*/\nint f(void) { return 1; }\n');
    const words = `s = """\n${'x'.repeat(30_000)}"""\n${code}`;
    assert.equal(handWritten('a.py', words, python).text, `s = """\n"""\n${code}`);
  });

  it('takes no longer for quotes that never close', () => {
    const started = performance.now();
    for (const text of ['"\\a'.repeat(300_000), "'\\".repeat(300_000), `'${'x'.repeat(3_000)}`.repeat(200)])
      handWritten('a.py', text, python);
    assert.ok(performance.now() - started < 20_000);
  });
});
