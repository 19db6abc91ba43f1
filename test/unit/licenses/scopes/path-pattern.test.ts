import { strict as assert } from 'node:assert';
import { fits, reusePattern, stanzaPattern } from '../../../../src/licenses/scopes/path-pattern.ts';

const reuse = (text: string, path: string): boolean => fits(reusePattern(text), path);
const stanza = (text: string, path: string): boolean => fits(stanzaPattern(text), path);

describe('patterns for paths', () => {
  it('lets one star of REUSE.toml stand for a name and two for any path', () => {
    assert.ok(reuse('src/*.py', 'src/a.py'));
    assert.ok(!reuse('src/*.py', 'src/deep/a.py'));
    assert.ok(reuse('src/**', 'src/deep/a.py'));
    assert.ok(reuse('src/**/a.py', 'src/deep/er/a.py'));
    assert.ok(!reuse('src/**/a.py', 'src/a.py'));
    assert.ok(reuse('**', '.hidden/x'));
    assert.ok(reuse('*/*.png', 'img/a.png'));
    assert.ok(!reuse('*/*.png', 'img/deep/a.png'));
    assert.ok(!reuse('src', 'src/a.py'));
  });

  it('takes a sign behind a backslash as it is', () => {
    assert.ok(reuse('a\\*.py', 'a*.py'));
    assert.ok(!reuse('a\\*.py', 'ab.py'));
    assert.ok(stanza('a\\?.c', 'a?.c'));
    assert.ok(!stanza('a\\?.c', 'ab.c'));
  });

  it("lets a star of Debian's format reach into folders and a question mark stand for one sign", () => {
    assert.ok(stanza('*', 'src/deep/a.py'));
    assert.ok(stanza('src/*.py', 'src/deep/a.py'));
    assert.ok(stanza('./src/?.py', 'src/a.py'));
    assert.ok(!stanza('src/?.py', 'src/ab.py'));
    assert.ok(stanza('src/', 'src/a.py'));
  });

  it('does not overlap what a path begins and ends with', () => {
    assert.ok(!reuse('aba*ba', 'aba'));
    assert.ok(reuse('aba*ba', 'ababa'));
  });

  it('answers a pattern of many stars in its turn', () => {
    const started = performance.now();
    assert.ok(!reuse('*a'.repeat(200), `${'a'.repeat(199)}/b`));
    assert.ok(performance.now() - started < 20_000);
  });
});
