import assert from 'node:assert/strict';
import { printSource } from '../../../src/host/parsing/print-source.ts';
import { idiomsOf, modulesOf } from '../../../src/portfolio/module-prints.ts';
import { storable, storableOrNull } from '../../../src/portfolio/storable-text.ts';
import { madeModule } from '../../portfolio/made-repositories.ts';

const none = (): boolean => false;

describe('the modules that a portfolio keeps', () => {
  it('are classes with their methods and functions of the top level, from a size on', async () => {
    const text = `import os\n${madeModule(3, 'First')}\ndef tiny(a):\n    return a\n\n${madeModule(4, 'Second')}`;
    const print = await printSource('a.py', text);
    assert.ok(print);
    const found = modulesOf('a.py', print, none);
    assert.deepEqual(
      found.map(({ symbol }) => symbol),
      ['First', 'Second'],
    );
    const [first] = found;
    // A class without statements of its own begins with its first method.
    assert.equal(first?.range.startLine, 3);
    assert.ok((first?.print.features ?? 0) >= 24);
    assert.ok((first?.print.coarse.length ?? 0) >= 8);
  });

  it('have one print for the same code under other names, and another for other code', async () => {
    const printOf = async (text: string): Promise<number | undefined> => {
      const print = await printSource('a.py', text);
      return print === null ? undefined : modulesOf('a.py', print, none)[0]?.print.id;
    };
    const one = await printOf(madeModule(3, 'First'));
    assert.equal(await printOf(madeModule(3, 'Renamed').replaceAll('total', 'level')), one);
    assert.notEqual(await printOf(madeModule(4, 'First')), one);
    assert.ok(Number.isSafeInteger(one));
  });

  it('know no idioms without a world', () => {
    assert.equal(idiomsOf(null)(1), false);
  });
});

describe('a text for the database', () => {
  it('has nothing that the database refuses, and is else as it was', () => {
    assert.equal(storable('a\u0000b\ud800c\udc00'), 'a\ufffdb\ufffdc\ufffd');
    assert.equal(storable('plain 😀 \u202e text'), 'plain 😀 \u202e text');
    assert.equal(storableOrNull(undefined), null);
    assert.equal(storableOrNull('\u0000'), '\ufffd');
  });
});
