import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { ProseReport } from '../../src/model/prose-report.ts';
import {
  CHINESE_OWN,
  CHINESE_PASSAGE,
  everyTenthReplaced,
  OTHER_ON_SUBJECT,
  OWN_ENDING,
  OWN_INTRODUCTION,
  PASSAGE,
} from './prose-texts.ts';
import { forebear, freshFolder, parseResult } from './run-forebear.ts';

function compare(source: string, suspect: string): ProseReport {
  const run = forebear('prose', source, suspect, '--format', 'json');
  assert.equal(run.code, 0, run.err);
  return parseResult<ProseReport>('prose.schema.json', run.out);
}

/** Writes both sides and compares them. */
function compareTexts(
  source: readonly [name: string, text: string | Uint8Array],
  suspect: readonly [name: string, text: string | Uint8Array],
): ProseReport {
  const folder = freshFolder();
  mkdirSync(join(folder, 'a'));
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'a', source[0]), source[1]);
  writeFileSync(join(folder, 'b', suspect[0]), suspect[1]);
  return compare(join(folder, 'a', source[0]), join(folder, 'b', suspect[0]));
}

const wrapped = (text: string, width = 70): string =>
  text.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), '$1\n').trimEnd();
const COPY = everyTenthReplaced(PASSAGE);
const SOURCE = ['source.md', `# Harbors\n\n${wrapped(PASSAGE)}\n`] as const;

function docx(paragraphs: readonly string[]): Uint8Array {
  const body = paragraphs
    .map(
      (text) =>
        `<w:p><w:r><w:t xml:space="preserve">${text.slice(0, 20)}</w:t></w:r><w:r><w:t>${text.slice(20)}</w:t></w:r></w:p>`,
    )
    .join('');
  return zipSync({
    'word/document.xml': strToU8(`<w:document><w:body>${body}</w:body></w:document>`),
    'word/media/image.png': new Uint8Array(100),
  });
}

describe('forebear prose', () => {
  const around = (copy: string): string =>
    `${wrapped(OWN_INTRODUCTION)}\n\n${wrapped(copy, 50)}\n\n${wrapped(OWN_ENDING)}\n`;
  const formats: readonly (readonly [name: string, text: string | Uint8Array])[] = [
    ['copy.md', `# The quay\n\n${around(`**${COPY}**`)}`],
    ['copy.txt', around(COPY)],
    ['copy.rst', `The quay\n========\n\n${around(COPY)}\n.. code-block:: sh\n\n   run the ferry\n`],
    [
      'copy.tex',
      `\\documentclass{article}\n\\begin{document}\n\\section{The quay}\n${around(COPY.replace('captain', '\\emph{captain}'))}\\end{document}\n`,
    ],
    [
      'copy.html',
      `<html><head><title>x</title><style>p{}</style></head><body><nav>Home</nav><p>${OWN_INTRODUCTION}</p>\n<p>${COPY.replace('gulls', '<b>gulls</b>')}</p>\n<p>${OWN_ENDING}</p></body></html>`,
    ],
    ['copy.docx', docx([OWN_INTRODUCTION, COPY, OWN_ENDING])],
  ];
  for (const suspect of formats) {
    it(`finds a passage with every tenth word replaced in ${suspect[0]}`, () => {
      const report = compareTexts(SOURCE, suspect);
      assert.equal(report.passages.length, 1, JSON.stringify(report.passages));
      const [passage] = report.passages;
      const words = COPY.split(' ').length;
      assert.ok((passage?.words ?? 0) >= 0.93 * words, `${passage?.words} of ${words}`);
      assert.ok((passage?.words ?? 0) <= 1.05 * words);
      assert.equal(passage?.quoted, false);
      assert.equal(passage?.cited, false);
      assert.equal(report.unmarked, report.containment);
    });
  }

  it('gives the lines of a passage on both sides', () => {
    const report = compareTexts(SOURCE, ['copy.md', `# The quay\n\n${around(COPY)}`]);
    const [passage] = report.passages;
    const before = wrapped(OWN_INTRODUCTION).split('\n').length;
    const lines = wrapped(COPY, 50).split('\n').length;
    assert.deepEqual(passage?.source.range, {
      startLine: 3,
      endLine: 2 + wrapped(PASSAGE).split('\n').length,
    });
    assert.deepEqual(passage?.suspect.range, { startLine: 4 + before, endLine: 3 + before + lines });
  });

  it('finds a Chinese passage with some characters replaced', () => {
    const copy = [...CHINESE_PASSAGE]
      .map((character, index) => (index % 12 === 7 && /\p{Script=Han}/u.test(character) ? '某' : character))
      .join('');
    const report = compareTexts(
      ['source.md', `${CHINESE_PASSAGE}\n`],
      ['copy.md', `${CHINESE_OWN}\n\n${copy}\n`],
    );
    assert.equal(report.passages.length, 1);
    assert.ok((report.passages[0]?.words ?? 0) >= 90);
    assert.equal(compareTexts(['source.md', CHINESE_PASSAGE], ['own.md', CHINESE_OWN]).passages.length, 0);
  });

  it('finds nothing in an independent text on the same subject', () => {
    const report = compareTexts(SOURCE, ['other.md', `${OTHER_ON_SUBJECT}\n\n${OWN_INTRODUCTION}\n`]);
    assert.equal(report.passages.length, 0);
    assert.equal(report.containment, 0);
  });

  describe('marks a passage as quoted', () => {
    for (const [how, name, text] of [
      [
        'a Markdown block quotation',
        'q.md',
        `${OWN_INTRODUCTION}\n\n> ${wrapped(COPY).replaceAll('\n', '\n> ')}\n`,
      ],
      ['quotation marks', 'q.txt', `${OWN_INTRODUCTION} \u201c${COPY}\u201d ${OWN_ENDING}`],
      ['straight quotation marks', 'q.md', `${OWN_INTRODUCTION} "${COPY}" ${OWN_ENDING}`],
      ['an HTML blockquote', 'q.html', `<p>${OWN_INTRODUCTION}</p><blockquote>${COPY}</blockquote>`],
      ['a LaTeX quote', 'q.tex', `${OWN_INTRODUCTION}\n\\begin{quote}\n${COPY}\n\\end{quote}\n`],
      ['LaTeX quotation marks', 'q.tex', `${OWN_INTRODUCTION}\n\n\`\`${COPY}''\n`],
      [
        'an indented reStructuredText paragraph',
        'q.rst',
        `${OWN_INTRODUCTION}\n\n   ${wrapped(COPY).replaceAll('\n', '\n   ')}\n`,
      ],
    ] as const) {
      it(`by ${how}`, () => {
        const report = compareTexts(SOURCE, [name, text]);
        assert.equal(report.passages.length, 1);
        assert.equal(report.passages[0]?.quoted, true);
        assert.equal(report.unmarked, 0);
      });
    }
  });

  describe('marks a passage as cited', () => {
    for (const [how, name, text] of [
      ['a numbered reference', 'c.txt', `${OWN_INTRODUCTION}\n\n${COPY} [7]\n`],
      [
        'an author and year',
        'c.txt',
        `${OWN_INTRODUCTION}\n\nAs was written (Lindqvist et al., 2019), ${COPY}\n`,
      ],
      ['a LaTeX citation', 'c.tex', `${OWN_INTRODUCTION}\n\n${COPY}~\\cite{pilot2019}\n`],
      ['a footnote', 'c.md', `${OWN_INTRODUCTION}\n\n${COPY}[^1]\n\n[^1]: A book.\n`],
      [
        'a link beside it',
        'c.md',
        `${OWN_INTRODUCTION}\n\n${COPY} ([source](https://example.org/harbors))\n`,
      ],
      ['a reStructuredText citation', 'c.rst', `${OWN_INTRODUCTION}\n\n${COPY} [Pilot2019]_\n`],
    ] as const) {
      it(`by ${how}`, () => {
        const report = compareTexts(SOURCE, [name, text]);
        assert.equal(report.passages.length, 1);
        assert.equal(report.passages[0]?.cited, true);
        assert.equal(report.passages[0]?.quoted, false);
      });
    }

    it('but not by a reference that was copied along with it', () => {
      const withReference = PASSAGE.replace('against the current.', 'against the current [3].');
      const report = compareTexts(
        ['source.txt', withReference],
        ['copy.txt', `${OWN_INTRODUCTION}\n\n${withReference}\n\n${OWN_ENDING}`],
      );
      assert.equal(report.passages[0]?.cited, false);
    });
  });

  it('leaves out code, tables, lists of references and license text, and says how much', () => {
    const license =
      'Permission is hereby granted, free of charge, to any person obtaining a copy of this thing, and it is provided "as is", without warranty of any kind, express or implied, and in no event shall the makers be held to account for what follows from its use by others.';
    const shared = `\`\`\`sh\n${PASSAGE}\n\`\`\`\n\n| head | head |\n| --- | --- |\n| ${PASSAGE} | x |\n\n${license}\n\n## References\n\n1. ${PASSAGE} 2019.\n`;
    const report = compareTexts(
      ['a.md', `${OWN_INTRODUCTION}\n\n${shared}`],
      ['b.md', `${OWN_ENDING}\n\n${shared}`],
    );
    assert.equal(report.passages.length, 0);
    const [document] = report.documents.filter(({ side }) => side === 'suspect');
    for (const kind of ['code', 'table', 'bibliography', 'license'] as const)
      assert.ok((document?.discounted[kind] ?? 0) > 20, kind);
  });

  it('compares folders, names the files of both sides, and says what it could not read', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'a', 'docs'), { recursive: true });
    mkdirSync(join(folder, 'b', 'pages'), { recursive: true });
    writeFileSync(join(folder, 'a', 'docs', 'harbor.md'), PASSAGE);
    writeFileSync(join(folder, 'a', 'other.md'), OTHER_ON_SUBJECT);
    writeFileSync(join(folder, 'b', 'pages', 'quay.rst'), around(COPY));
    writeFileSync(join(folder, 'b', 'broken.docx'), 'PK but not a document');
    writeFileSync(join(folder, 'b', 'picture.png'), Buffer.alloc(50));
    symlinkSync('/etc/hostname', join(folder, 'b', 'outside.txt'));
    const run = forebear('prose', join(folder, 'a'), join(folder, 'b'), '--format', 'json');
    assert.equal(run.code, 2);
    const report = parseResult<ProseReport>('prose.schema.json', run.out);
    assert.deepEqual(
      report.passages.map(({ source, suspect }) => [source.path, suspect.path]),
      [['docs/harbor.md', 'pages/quay.rst']],
    );
    assert.deepEqual(report.notExamined.map(({ path }) => path).sort(), ['broken.docx', 'outside.txt']);
    assert.equal(forebear('prose', join(folder, 'a'), join(folder, 'b'), '--allow-partial').code, 0);
  });

  it('writes a line for each passage as text', () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'a.md'), SOURCE[1]);
    writeFileSync(join(folder, 'b.txt'), around(COPY));
    const run = forebear('prose', join(folder, 'a.md'), join(folder, 'b.txt'));
    assert.equal(run.code, 0);
    assert.match(run.out, /1 passage in common: \d+\.\d % of the \d+ compared words of b\.txt/);
    assert.match(run.out, /b\.txt:\d+-\d+ <- a\.md:3-\d+: \d+ words, \d+ the same/);
    assert.equal(
      forebear('prose', join(folder, 'a.md'), join(folder, 'b.txt'), '--fail-on', 'warning').code,
      1,
    );
  });

  it('says what is missing and is wrong usage with one document', () => {
    const run = forebear('prose', 'no-such.md', 'neither.md');
    assert.equal(run.code, 2);
    assert.equal(run.out, '');
    assert.match(
      run.err,
      /^forebear: There is no file or folder "no-such\.md" or "neither\.md"\. Check the paths\.$/m,
    );
    assert.equal(forebear('prose', 'only.md').code, 3);
  });
});
