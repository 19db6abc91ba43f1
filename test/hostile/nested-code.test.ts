import assert from 'node:assert/strict';
import type { FilePrint } from '../../src/compare/unit-print.ts';
import { printSource } from '../../src/host/parsing/print-source.ts';

/** So deep that what is read twice at each level would never end, and what takes a frame for each has no stack. */
const DEEP = 2_000;

/** A function of the file that is too large to be read in place of its calls. */
const LARGE = `def large(a, b=1):\n${'    a = a * 3 + b.view(1, 2).sum(dim=1) - (a @ b) ** 2 / abs(a)\n'.repeat(12)}    return a\n`;

const nested = (open: string, within: string, close: string): string =>
  `${open.repeat(DEEP)}${within}${close.repeat(DEEP)}`;

const blocks = (line: string): string =>
  Array.from({ length: DEEP }, (_, at) => `${' '.repeat(at + 1)}${line}\n`).join('');

/** Bodies of a function of one parameter, w. */
const BODIES: Readonly<Record<string, string>> = {
  'calls of a function of the file': ` return ${nested('large(1, ', 'w', ')')}\n`,
  'the same by keyword': ` return ${nested('large(1, b=', 'w', ')')}\n`,
  'lists that grow by a list': ` xs = []\n ${nested('xs.extend(', 'w', ')')}\n`,
  'the middle of a comparison': ` return ${nested('(1 < ', 'w', ' < 2)')}\n`,
  'what is compared with several': ` return ${nested('(', 'w', ' in (1, 2, 3))')}\n`,
  sums: ` return w${' + w'.repeat(DEEP)}\n`,
  'products of numbers': ` return ${nested('(2 * ', 'w', ')')}\n`,
  signs: ` return ${nested('-(', 'w', ')')}\n`,
  'both of many': ` return w${' and w'.repeat(DEEP)}\n`,
  lambdas: ` return ${nested('map(lambda a: ', 'w', ', w)')}\n`,
  'conditions in expressions': ` return ${nested('(1 if ', 'w', ' else w)')}\n`,
  comprehensions: ` return ${nested('[a for a in w if ', 'w', ']')}\n`,
  dictionaries: ` return ${nested('{"a": ', 'w', '}')}\n`,
  'texts with values': ` return ${nested('"{}".format(', 'w', ')')}\n`,
  targets: ` ${nested('(a, ', 'b', ')')} = w\n`,
  loops: `${blocks('for a in large(w):')}${' '.repeat(DEEP + 1)}a = 1\n`,
  'counted loops': ` i = 0\n${blocks('while i < w:')}${' '.repeat(DEEP + 1)}i += 1\n`,
};

describe('code that is nested without end', function () {
  this.timeout(240_000);
  const print = async (text: string): Promise<FilePrint> => {
    const found = await printSource('a.py', text, true);
    assert.ok(found !== null);
    return found;
  };

  for (const [what, body] of Object.entries(BODIES))
    it(`is read to its end, and hides nothing beside it: ${what}`, async () => {
      const alone = await print(LARGE);
      const beside = await print(`${LARGE}\ndef deep(w):\n${body}`);
      const large = (one: FilePrint) => one.units.find(({ symbol }) => symbol === 'large')?.digest;
      assert.ok(large(alone) !== undefined);
      assert.equal(large(beside), large(alone));
      assert.ok(beside.units.some(({ symbol }) => symbol === 'deep'));
    });
});
