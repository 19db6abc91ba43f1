import assert from 'node:assert/strict';
import {
  compareProseFacts,
  extractProseFacts,
  isFrontPage,
  type ProseFacts,
} from '../../../../../src/core/artefacts/prose/prose-facts.ts';
import { layOut, makeWriter, substitute, writeWords } from './generate-prose.ts';

function facts(text: string): ProseFacts {
  const read = extractProseFacts('README.md', text);
  assert.ok(read);
  return read;
}

const elder = makeWriter(5, 1);
const other = makeWriter(5, 2);
const words = writeWords(elder, 3000);
const upstreams = [
  {
    project: 'elder',
    version: 'elder-1',
    name: 'Elder',
    published: '2024-01-01',
    facts: [facts(layOut(words, elder.random))],
  },
  {
    project: 'later',
    version: 'later-1',
    name: 'Later',
    published: '2025-01-01',
    facts: [facts(layOut(words, elder.random))],
  },
];

describe('hashed facts of front pages', () => {
  it('find a front page with one word in ten replaced, and give it to the earliest project', () => {
    const copy = [
      ...writeWords(other, 500),
      ...substitute(words.slice(500, 1500), other, 0.1),
      ...writeWords(other, 500),
    ];
    const matches = compareProseFacts([facts(layOut(copy, other.random))], upstreams);
    assert.deepEqual(
      matches.map(({ evidence }) => [evidence.upstream, evidence.strength, evidence.kind]),
      [['elder', 'moderate', 'prose']],
    );
    assert.match(
      matches[0]?.evidence.facts[0] ?? '',
      /About \d+ % of the word runs .* lines \d+-\d+.* here, \d+-\d+.* there/,
    );
  });

  it('find nothing in an independent page on the same subject, nor in a quotation', () => {
    assert.deepEqual(
      compareProseFacts([facts(layOut(writeWords(other, 3000), other.random))], upstreams),
      [],
    );
    const quoted = layOut(words, other.random)
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
    assert.deepEqual(compareProseFacts([facts(quoted)], upstreams), []);
  });

  it('hold no text and stay small', () => {
    const [upstream] = upstreams;
    const text = JSON.stringify(upstream?.facts);
    assert.ok(text.length < 12_000, `${text.length}`);
    assert.ok(!text.includes(words.find((word) => word.length > 6) ?? '?'));
  });

  it('know a front page by its name and place', () => {
    for (const path of ['README.md', 'README_zh.md', 'readme.rst', 'MODEL_CARD.md'])
      assert.ok(isFrontPage(path), path);
    for (const path of ['docs/README.md', 'LICENSE', 'main.py']) assert.ok(!isFrontPage(path), path);
  });
});
