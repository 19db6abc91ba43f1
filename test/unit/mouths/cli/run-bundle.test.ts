import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';
import { compiledOf, runBundle } from '../../../../src/mouths/cli/run-bundle.ts';

describe('a bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-bundle-'));
  const said: string[] = [];
  const hook = globalThis as { bundleSays?: (word: string) => void };

  /** A bundle that says a word, written `age` seconds ago. */
  function write(word: string, age: number): string {
    const path = join(folder, 'bundle.cjs');
    const code = `globalThis.bundleSays('${word} ' + require('node:path').basename(__filename));`;
    writeFileSync(path, `(function (exports, require, module, __filename, __dirname) {${code}\n})\n`);
    setAge(path, age);
    return path;
  }
  const setAge = (path: string, age: number): void => {
    const time = Date.now() / 1000 - age;
    utimesSync(path, time, time);
  };
  function compile(path: string, age: number): void {
    const script = new Script(readFileSync(path, 'latin1'), { filename: path });
    writeFileSync(`${path}.compiled`, script.createCachedData());
    setAge(`${path}.compiled`, age);
  }
  const run = (path: string): string | undefined => {
    said.length = 0;
    runBundle(path);
    return said[0];
  };

  before(() => {
    hook.bundleSays = (word) => said.push(word);
  });
  after(() => {
    delete hook.bundleSays;
    rmSync(folder, { recursive: true });
  });

  it('runs as it would when it was required', () => {
    const path = write('plain', 10);
    assert.equal(run(path), `plain ${basename(path)}`);
  });

  it('runs with the code that was compiled after it', () => {
    const path = write('first', 10);
    compile(path, 5);
    assert.ok(compiledOf(path) !== undefined);
    assert.equal(run(path), 'first bundle.cjs');
  });

  it('leaves code alone that was compiled before it', () => {
    const path = write('first', 10);
    compile(path, 5);
    write('other', 1);
    assert.equal(compiledOf(path), undefined);
    assert.equal(run(path), 'other bundle.cjs');
  });

  it('runs where the code is damaged', () => {
    const path = write('first', 10);
    writeFileSync(`${path}.compiled`, 'no code');
    assert.equal(run(path), 'first bundle.cjs');
  });
});
