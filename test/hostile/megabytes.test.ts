import assert from 'node:assert/strict';
import process from 'node:process';
import { parseDocument } from '../../src/artefacts/prose/parse-document.ts';
import { parseHtml } from '../../src/artefacts/prose/parse-html.ts';
import { parseLatex } from '../../src/artefacts/prose/parse-latex.ts';
import { blocksOf } from '../../src/credit/document-blocks.ts';
import { partHidden } from '../../src/credit/hidden-text.ts';
import { parseIgnoreLine } from '../../src/host/files/ignore-pattern.ts';
import { isHandedOn } from '../../src/licenses/detection/program-strings.ts';
import { sentencesIn } from '../../src/licenses/detection/sentences.ts';
import { SHAPES } from './sweep/shapes.ts';

/** Milliseconds of processor; ten times what each takes, a third of what it took when it was the square of the length. */
const MOST_MS = 2_500;

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Asks of every place of a line of a program that may name a license. */
function askAtEachName(text: string): void {
  for (let at = text.indexOf('MIT'); at >= 0; at = text.indexOf('MIT', at + 1)) isHandedOn('a.py', text, at);
}

describe('a megabyte that once took the square of its length', () => {
  for (const [what, read, shape] of [
    ['openings of tags', parseHtml, 'tag openings'],
    ['entities', parseHtml, 'entities'],
    ['environments of TeX', parseLatex, 'TeX environments on lines'],
    ['openings of comments', (text: string) => parseDocument('a.md', 'markdown', text), 'comment openings'],
    ['code fences', blocksOf, 'code fences'],
    ['comments that do not end', (text: string) => partHidden('a.md', `x${text}`), 'comment openings'],
    ['license names on one line of a program', askAtEachName, 'license names'],
    ['a line of blanks in a license', (text: string) => sentencesIn(`a\n${text}b`, 0, text.length), 'spaces'],
    ['spaces behind a rule of .gitignore', parseIgnoreLine, 'spaces'],
  ] as const)
    it(`is read in a moment: ${what}`, () => {
      const ms = processorMs(() => read(SHAPES[shape] ?? ''));
      assert.ok(ms < MOST_MS, `${Math.round(ms)} ms`);
    });

  it('is no shorter than that', () => {
    for (const [name, text] of Object.entries(SHAPES))
      assert.ok(text.length > 990_000, `${name}: ${text.length}`);
  });
});
