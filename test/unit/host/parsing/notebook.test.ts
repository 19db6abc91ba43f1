import assert from 'node:assert/strict';
import { notebookSource } from '../../../../src/host/parsing/notebook.ts';
import { findCode } from '../../../../src/host/parsing/print-source.ts';

const notebook = (...cells: readonly string[]): string =>
  JSON.stringify({
    nbformat: 4,
    cells: cells.map((source) => ({ cell_type: 'code', source: source.split(/(?<=\n)/) })),
  });
const sourceOf = (text: string): string => {
  const source = notebookSource(text);
  assert.ok(source.ok);
  return source.value;
};

describe('the code of a notebook', () => {
  it('is that of its code cells, in the old form too', () => {
    assert.equal(sourceOf(notebook('x = 1\n', 'y = 2\n')), 'x = 1\n\n\ny = 2\n');
    const old = {
      nbformat: 3,
      worksheets: [{ cells: [{ cell_type: 'code', input: ['a = 1\n', 'b = 2'] }] }],
    };
    assert.equal(sourceOf(JSON.stringify(old)), 'a = 1\nb = 2');
  });

  it('is complete cell by cell: a text that one leaves open hides no other', () => {
    const code = 'def f(x):\n    return x\n';
    for (const open of [`s = """`, `s = '''never`, `"it's" # """\ns = """ \\"""`])
      assert.ok(
        sourceOf(notebook(open, code)).endsWith(
          `${open.slice(-3) === '"""' ? '\n"""' : open.includes("'''") ? "\n'''" : ''}\n\n${code}`,
        ),
        open,
      );
    for (const whole of ['s = """a"""', `# don't """`, `x = "'''"`, `y = 'it\\'s """'`])
      assert.ok(sourceOf(notebook(whole, code)).endsWith(`${whole}\n\n${code}`), whole);
  });

  it('is complete cell by cell: a bracket that one leaves open hides no other', () => {
    const code = 'def f(x):\n    return x\n';
    for (const [open, end] of [
      ['x = (', ')'],
      ['x = {[(', ')]}'],
      ['x = (")"', ')'],
      ['x = [ # ]', ']'],
      ['x = (]', ')'],
    ] as const)
      assert.ok(sourceOf(notebook(open, code)).endsWith(`${open}\n${end}\n\n${code}`), open);
  });

  it('leaves other languages and commands of the notebook out', () => {
    assert.equal(sourceOf(notebook('%%bash\necho """', '!pip install x\nx = 1')), '\n\npass\nx = 1');
  });

  it('is what a cell writes to a file, or gives to another Python', () => {
    for (const magic of ['%%writefile m.py', '%%time', '%%python3', '%%script python3 -', '%%anything'])
      assert.equal(sourceOf(notebook(`${magic}\nx = 1`)), 'pass\nx = 1', magic);
    for (const magic of ['%%html', '%%script bash', '%%cython'])
      assert.equal(sourceOf(notebook(`${magic}\nx = 1`)), '', magic);
  });

  it('is in every cell, whichever form the notebook says that it has, and however many there are', () => {
    const both = { nbformat: 3, cells: [], worksheets: [{ cells: [{ cell_type: 'code', input: 'a = 1' }] }] };
    assert.equal(sourceOf(JSON.stringify(both)), 'a = 1');
    assert.ok(sourceOf(notebook(...Array<string>(30_000).fill(''), 'last = 1')).endsWith('last = 1'));
  });

  it('is compared beside a picture of any size, which is told of', () => {
    const found = findCode('a.ipynb', notebook('x = 1\n', `logo = "${'A'.repeat(25_000)}"\n`));
    assert.match(found.code?.source ?? '', /^x = 1\n/);
    assert.match(found.reason ?? '', /the rest was compared/);
  });

  it('is told of where it cannot be read', () => {
    for (const broken of ['{', '[]', '{"cells": 1}', 'null']) {
      const found = findCode('a.ipynb', broken);
      assert.deepEqual([found.code, found.gap], [null, 'not parsed']);
      assert.ok(found.reason !== null);
    }
  });
});
