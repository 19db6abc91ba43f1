import { strict as assert } from 'node:assert';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commentMark, isCode, isNotebook, LANGUAGES, languageOf } from '../../../src/languages/table.ts';

const root = join(import.meta.dirname, '../../..');

describe('table of languages', () => {
  it('holds the language of every room, and gives no ending to two', () => {
    const rooms = readdirSync(join(root, 'src/languages')).filter((name) =>
      existsSync(join(root, 'src/languages', name, 'language.ts')),
    );
    assert.deepEqual(LANGUAGES.map(({ name }) => name).sort(), rooms.sort());
    const endings = LANGUAGES.flatMap((language) => language.endings);
    assert.equal(new Set(endings).size, endings.length);
  });

  it('has the grammar of each language in a package', () => {
    for (const { grammar } of LANGUAGES) assert.ok(existsSync(join(root, 'node_modules', grammar)), grammar);
  });

  it('tells the language by the ending alone, whatever its case', () => {
    assert.equal(languageOf('model/LLaVA.PY')?.name, 'python');
    assert.equal(languageOf('stubs/model.pyi')?.name, 'python');
    assert.equal(languageOf('csrc/attention.hh')?.name, 'cpp');
    assert.equal(languageOf('web/app.mjs')?.name, 'javascript');
    assert.equal(languageOf('Makefile'), null);
    assert.equal(languageOf('model.pyx'), null);
    assert.equal(languageOf('py'), null);
  });

  it('knows code that is not compared, and the marks of its comments', () => {
    assert.ok(isCode('ops/fused.pyx') && isCode('Main.java') && !isCode('README.md'));
    assert.equal(commentMark('a.cu'), '//');
    assert.equal(commentMark('a.jsx'), '//');
    assert.equal(commentMark('a.py'), '#');
    assert.equal(commentMark('a.lua'), '--');
    assert.equal(commentMark('Dockerfile'), '#');
  });

  it('tells notebooks from other code', () => {
    assert.ok(isNotebook('Demo.ipynb') && !isNotebook('demo.py'));
  });
});
