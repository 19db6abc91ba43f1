import { strict as assert } from 'node:assert';
import harmless from '../../../../catalogue/licenses/harmless.json' with { type: 'json' };
import riders from '../../../../catalogue/licenses/riders.json' with { type: 'json' };
import { weigh } from '../../../../src/licenses/detection/riders.ts';
import { sentenceReader } from '../../../../src/licenses/detection/sentence-rows.ts';
import { sentencesIn } from '../../../../src/licenses/detection/sentences.ts';

describe('a row of the table of riders', () => {
  for (const row of riders.rows) {
    it(`${row.id}: takes its own samples for a restriction, and not those that look like it`, () => {
      const one = sentenceReader([row]);
      for (const sentence of row.yes) {
        assert.ok(one(sentence), `not seen: ${sentence}`);
        assert.equal(weigh(sentence).kind, 'restriction', sentence);
      }
      for (const sentence of row.no) assert.equal(weigh(sentence).kind === 'restriction', false, sentence);
    });
  }
});

describe('a row of the table of harmless sentences', () => {
  for (const row of harmless.rows) {
    it(`${row.id}: takes its own samples for harmless, and not those that are none`, () => {
      const one = sentenceReader([row]);
      for (const sentence of row.yes) {
        assert.ok(one(sentence), `not seen: ${sentence}`);
        assert.equal(weigh(sentence).kind, 'harmless', sentence);
      }
      for (const sentence of row.no) assert.equal(one(sentence), null, sentence);
    });
  }
});

describe('a sentence longer than any that a person writes', () => {
  it('is weighed in its turn: a limit at its beginning counts, and nothing makes it harmless', () => {
    const long = 'Aa'.repeat(450_000);
    assert.equal(weigh(`Not for commercial use. ${long}`).kind, 'restriction');
    assert.equal(weigh(`Please cite our paper if you use it ${long}`).kind, 'unexplained');
    assert.equal(weigh('Please cite our paper if you use it').kind, 'harmless');
  });
});

describe('sentences of a text', () => {
  const split = (text: string): readonly string[] =>
    sentencesIn(text, 0, text.length).map(({ from, to }) => text.slice(from, to).trim());

  it('end at stops, at empty lines and before items, and not at abbreviations', () => {
    assert.deepEqual(
      split('Made by Frob Inc. and others. Use it, e.g. at home.\n\nTitle\n\n1. One\n2. Two'),
      ['Made by Frob Inc. and others.', 'Use it, e.g. at home.', 'Title', '1. One', '2. Two'],
    );
    assert.deepEqual(split('禁止商用。可以学习！'), ['禁止商用。', '可以学习！']);
  });

  it('are found in comments, whose signs part nothing', () => {
    assert.deepEqual(
      split(' * One line\n * goes on.\n *\n * Next').map((one) => one.replace(/[\s*]+/g, ' ').trim()),
      ['One line goes on.', 'Next'],
    );
  });
});
