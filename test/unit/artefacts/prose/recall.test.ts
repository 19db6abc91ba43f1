import assert from 'node:assert/strict';
import { compareProse } from '../../../../src/artefacts/prose/compare-prose.ts';
import { parseDocument } from '../../../../src/artefacts/prose/parse-document.ts';
import { layOut, makeWriter, substitute, writeWords } from './generate-prose.ts';

function side(name: string, text: string) {
  return { name, documents: [parseDocument(`${name}.txt`, 'text', text)] };
}

/** Plants altered passages of the source in a text of one's own; says how many of their words were found. */
function plant(
  seed: number,
  passageWords: number,
  rate: number,
): { recall: number; found: number; planted: number; extra: number } {
  const author = makeWriter(7, seed);
  const other = makeWriter(7, seed + 1000);
  const source = writeWords(author, 12_000);
  const suspect: string[] = [];
  const planted: [number, number][] = [];
  for (let index = 0; index < 40; index += 1) {
    suspect.push(...writeWords(other, 150));
    const from = Math.floor(author.random() * (source.length - passageWords));
    planted.push([suspect.length, suspect.length + passageWords]);
    suspect.push(...substitute(source.slice(from, from + passageWords), other, rate));
  }
  const text = suspect.map((word, index) => (index % 10 === 9 ? `${word}\n` : `${word} `)).join('');
  const report = compareProse(side('source', layOut(source, author.random)), side('suspect', text));
  // Ten words stand on each line, so that a place in words follows from the line.
  const hit = planted.map(([start, end]) =>
    report.passages.some(
      ({ suspect: place }) =>
        place.range.startLine <= 1 + Math.floor((start + 8) / 10) &&
        place.range.endLine >= 1 + Math.floor((end - 9) / 10),
    ),
  );
  const plantedWords = planted.length * passageWords;
  const total = suspect.length;
  return {
    recall: hit.filter(Boolean).length / planted.length,
    found: report.passages.reduce((sum, { words }) => sum + words, 0),
    planted: plantedWords,
    extra: report.containment - plantedWords / total,
  };
}

describe('copied passages', () => {
  for (const [words, rate] of [
    [30, 0.1],
    [30, 0],
    [60, 0.1],
    [150, 0.1],
  ] as const) {
    it(`of ${words} words with substitutions at ${rate} are found at recall 0.95 or better`, () => {
      let recall = 0;
      let found = 0;
      let planted = 0;
      for (const seed of [1, 2, 3, 4, 5]) {
        const result = plant(seed, words, rate);
        recall += result.recall / 5;
        found += result.found;
        planted += result.planted;
        assert.ok(result.extra < 0.01, `seed ${seed}: ${result.extra} too much`);
      }
      if (process.env.FOREBEAR_MEASURE) console.log({ words, rate, recall, wordShare: found / planted });
      assert.ok(recall >= 0.95, `recall ${recall}`);
      assert.ok(found / planted >= 0.95, `words ${found / planted}`);
    });
  }

  it('do not appear between independent texts on one subject', () => {
    for (const seed of [11, 12, 13, 14, 15]) {
      const a = makeWriter(3, seed, 300);
      const b = makeWriter(3, seed + 500, 300);
      const report = compareProse(
        side('a', layOut(writeWords(a, 20_000), a.random)),
        side('b', layOut(writeWords(b, 20_000), b.random)),
      );
      assert.ok(report.containment < 0.01, `${report.containment}`);
    }
  });
});
