import assert from 'node:assert/strict';
import {
  comparePages,
  type PagesRequest,
  type UpstreamPages,
} from '../../../../src/artefacts/prose/compare-pages.ts';
import { isFrontPage } from '../../../../src/artefacts/prose/front-page.ts';
import { type LocalPage, printPage, printUpstreamPage } from '../../../../src/artefacts/prose/page-print.ts';
import { layOut, makeWriter, substitute, writeWords } from './generate-prose.ts';

const elder = makeWriter(5, 1);
const other = makeWriter(5, 2);
const words = writeWords(elder, 3000);
const elderPage = layOut(words, elder.random);

function page(text: string, path = 'README.md'): LocalPage {
  const read = printPage(path, text);
  assert.ok(read);
  return read;
}

function upstream(project: string, since: string, text: string, organisation = project): UpstreamPages {
  const print = printUpstreamPage('README.md', text);
  assert.ok(print);
  const pages = [{ ...print, path: 'README.md', since }];
  return { project, organisation, version: `${project}-1`, name: project, published: since, pages };
}

function compare(text: string, change: Partial<PagesRequest> = {}) {
  return comparePages({
    local: [page(text)],
    upstreams: [upstream('elder', '2024-01-01', elderPage)],
    self: new Set(),
    appeared: () => null,
    lastChanged: () => null,
    creditLines: () => [],
    ...change,
  });
}

const found = (text: string, change: Partial<PagesRequest> = {}) =>
  compare(text, change).map(({ evidence }) => [evidence.upstream, evidence.strength]);

/** A page of one's own with words of the elder page in its middle, one in ten replaced. */
function copyOf(from: number, to: number): string {
  return layOut(
    [...writeWords(other, 500), ...substitute(words.slice(from, to), other, 0.1), ...writeWords(other, 500)],
    other.random,
  );
}

describe('front pages against those of upstreams', () => {
  it('finds copied passages with one word in ten replaced, and says where they stand', () => {
    const [match] = compare(copyOf(500, 1500));
    assert.equal(match?.evidence.kind, 'prose');
    assert.equal(match?.evidence.strength, 'strong');
    const [first = '', second = ''] = match?.evidence.facts ?? [];
    const counted = Number(/About (\d+) of \d+ words/.exec(first)?.[1]);
    assert.ok(counted > 850 && counted < 1050, first);
    assert.match(second, /^Lines \d+-\d+ match README\.md lines \d+-\d+: about \d+ words\.$/);
    assert.deepEqual(found(copyOf(500, 640)), [['elder', 'moderate']]);
  });

  it('finds nothing in an independent page on the same subject', () => {
    assert.deepEqual(compare(layOut(writeWords(other, 3000), other.random)), []);
  });

  it('gives a passage to the project that had it first', () => {
    const upstreams = [
      upstream('later', '2025-01-01', elderPage),
      upstream('elder', '2024-01-01', elderPage),
    ];
    assert.deepEqual(found(copyOf(500, 1500), { upstreams }), [['elder', 'strong']]);
  });

  it('does not weigh what three projects, or two of one organisation, have', () => {
    const three = ['a', 'b', 'c'].map((name, at) => upstream(name, `2024-01-0${at + 1}`, elderPage));
    assert.deepEqual(found(elderPage, { upstreams: three }), []);
    const two = ['a', 'b'].map((name, at) => upstream(name, `2024-01-0${at + 1}`, elderPage, 'lab'));
    assert.deepEqual(found(elderPage, { upstreams: two }), []);
  });

  it('counts neither quotations nor passages that credit the upstream, and says so', () => {
    const quoted = elderPage
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
    assert.deepEqual(compare(quoted), []);
    const lines = elderPage.split('\n');
    const creditLines = () => lines.map((_, at) => at + 1);
    assert.deepEqual(compare(elderPage, { creditLines }), []);
    const [match] = compare(`${quoted}\n\n${copyOf(1000, 1500)}`);
    assert.match(
      match?.evidence.facts.join(' ') ?? '',
      /Quoted or credited, and not counted: .* of about \d+ words/,
    );
  });

  it('takes no page for a source that came after the last change, nor one of the repository itself', () => {
    const lastChanged = () => '2023-12-01T00:00:00Z';
    assert.deepEqual(compare(elderPage, { lastChanged }), []);
    assert.deepEqual(compare(elderPage, { self: new Set(['elder']) }), []);
    assert.equal(compare(elderPage, { lastChanged: () => '2024-02-01T00:00:00Z' }).length, 1);
  });

  it('is weak where the local page is older than the project', () => {
    const [match] = compare(elderPage, { appeared: () => '2023-06-01T00:00:00Z' });
    assert.equal(match?.evidence.strength, 'weak');
    assert.match(match?.evidence.facts.at(-1) ?? '', /which side took from which is not known/);
    assert.equal(compare(elderPage, { appeared: () => '2024-03-01' })[0]?.evidence.strength, 'strong');
  });

  it('leaves out stock sections, code, tables and lists of references', () => {
    const section = (title: string) => `# Page\n\n## ${title}\n\n### Part\n\n${elderPage}\n`;
    for (const title of ['License', 'Installation', 'Citation', 'Acknowledgements', '引用'])
      assert.deepEqual(compare(section(title)), [], title);
    assert.equal(compare(section('How it works')).length, 1);
    assert.deepEqual(compare(`\`\`\`\n${elderPage}\n\`\`\`\n`), []);
  });

  it('finds Chinese passages by characters', () => {
    const text = Array.from({ length: 400 }, (_, at) =>
      String.fromCharCode(0x4e00 + ((at * 7919 + (at >> 3) * 104_729) % 3000)),
    ).join('');
    const upstreams = [upstream('elder', '2024-01-01', `# 模型\n\n${text}\n`)];
    assert.deepEqual(found(`# 其他\n\n${text.slice(100, 300)}\n`, { upstreams }), [['elder', 'moderate']]);
  });

  it('keeps no text and stays small', () => {
    const print = printUpstreamPage('README.md', elderPage);
    assert.ok((print?.runs.length ?? 0) < 0.6 * words.length, `${print?.runs.length}`);
    assert.ok(!JSON.stringify(print).includes(words.find((word) => word.length > 6) ?? '?'));
  });

  it('knows a front page by its name and place', () => {
    for (const path of ['README.md', 'README_zh.md', 'readme.rst', 'MODEL_CARD.md', 'docs/cn/README.md'])
      assert.ok(isFrontPage(path), path);
    for (const path of ['data/README.md', 'LICENSE', 'main.py']) assert.ok(!isFrontPage(path), path);
  });
});
