import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ReviewReport } from '../../../../src/model/review.ts';
import { REVIEW_FORMATS, type ReviewResult } from '../../../../src/mouths/reports/review/review-formats.ts';
import { COMMENT_MARK } from '../../../../src/mouths/reports/review/review-markdown.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { hostile } from '../../../fixtures/reports/other-shapes.ts';
import { matchesGolden } from '../../../golden.ts';

const [license, credit, text] = foundingShape.findings;
assert.ok(license !== undefined && credit !== undefined && text !== undefined);

const review: ReviewReport = {
  schemaVersion: 1,
  tool: foundingShape.tool,
  catalogue: foundingShape.catalogue,
  target: 'tinyvlm',
  base: { revision: 'main', commit: '2222222222222222222222222222222222222222' },
  head: { revision: 'faede36a0b1c', commit: 'faede36a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e' },
  counts: { new: 1, worsened: 1, unchanged: 0, fixed: 1 },
  findings: [
    { change: 'new', finding: credit, because: [] },
    { change: 'worsened', finding: text, because: ['note became warning'] },
    { change: 'fixed', finding: license, because: [] },
  ],
  lineage: { added: ['lantern-v-2.5-launch'], removed: [] },
  notExamined: [{ path: 'tokenizer.json', reason: 'The content is absent from this partial clone.' }],
  limits: ['The work tree has uncommitted changes; they are not part of this review.'],
  decisions: foundingShape.decisions,
};
const result: ReviewResult = { review, head: foundingShape, changedLines: new Map() };

describe('review formats', () => {
  it('read as the golden files', () => {
    matchesGolden('review.txt', REVIEW_FORMATS.text(result));
    matchesGolden('review.md', REVIEW_FORMATS.markdown(result));
  });

  it('give JSON that the shipped schema accepts', () => {
    const schema = JSON.parse(readFileSync('docs/review.schema.json', 'utf8'));
    const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
    validate(JSON.parse(REVIEW_FORMATS.json(result)));
    assert.deepEqual(validate.errors, null);
    assert.equal(validate({ ...review, counts: {} }), false);
  });

  it('say the same numbers in text, comment and JSON', () => {
    const said = /1 new, 1 worsened, 1 fixed, 0 unchanged, 1 already decided, 1 changed path not examined/;
    assert.match(REVIEW_FORMATS.text(result).replace(/\s+/g, ' '), said);
    assert.match(REVIEW_FORMATS.markdown(result), said);
    assert.deepEqual(JSON.parse(REVIEW_FORMATS.json(result)).counts, review.counts);
  });

  it('tell a terminal what weighs most first, in names, within its width, and the next command', () => {
    const note = { ...credit, id: 'f-note', level: 'note' as const };
    const heavy = {
      ...review,
      findings: [{ change: 'new' as const, finding: note, because: [] }, ...review.findings],
    };
    for (const columns of [60, 80, 120]) {
      const lines = REVIEW_FORMATS.text(
        { ...result, review: heavy },
        { terminal: { columns, color: false }, again: { path: 'a b', options: '', writable: true } },
      ).split('\n');
      for (const line of lines) assert.ok(line.length <= columns, line);
      const at = (pattern: RegExp): number => lines.findIndex((line) => pattern.test(line));
      assert.ok(at(/ {2}ERROR/) < at(/ {2}NOTE/), lines.join('\n'));
      assert.ok(lines.includes('  Lantern-V 2.5 (launch)'), lines.join('\n'));
      assert.ok(lines.includes("Next: forebear fix --in 'a b'"), lines.join('\n'));
    }
  });

  it('give code hosts what the change brings in alone, and the full profile everything with its state', () => {
    const states = (sarifProfile: 'github' | 'full') =>
      JSON.parse(REVIEW_FORMATS.sarif(result, { sarifProfile })).runs[0].results.map(
        (item: { baselineState: string }) => item.baselineState,
      );
    assert.deepEqual(states('github'), ['new', 'updated']);
    assert.deepEqual(states('full'), ['new', 'updated', 'absent']);
    assert.equal(JSON.parse(REVIEW_FORMATS.gitlab(result)).length, 2);
  });

  it('mark the one comment that is updated in place', () => {
    assert.ok(REVIEW_FORMATS.markdown(result).startsWith(`${COMMENT_MARK}\n`));
  });

  it('neither notify a person nor break the table with what a repository says', () => {
    const bad = hostile(foundingShape);
    const findings = review.findings.map((item, index) => ({
      ...item,
      finding: bad.findings[index] ?? credit,
    }));
    const comment = REVIEW_FORMATS.markdown({ ...result, review: { ...review, findings } });
    assert.doesNotMatch(comment, /@someone|#1\b|(?<!\\)<script|(?<!\\)\[x|(?<!\\)https?:\/\//);
    const rows = comment.split('\n').filter((line) => line.startsWith('|'));
    assert.equal(rows.length, 5);
    for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 6, row);
  });

  it('begin a comment with the answer, and put what weighs most first', () => {
    const comment = REVIEW_FORMATS.markdown({
      ...result,
      review: { ...review, findings: [...review.findings].reverse() },
    });
    const lines = comment.split('\n').filter((line) => line !== '');
    assert.equal(
      lines[2],
      '**This change brings in code of Lantern-V 2.5 (Apache-2.0, public 8 days earlier), without credit.**',
    );
    const rows = lines.filter((line) => line.startsWith('| ')).slice(2);
    assert.deepEqual(
      rows.map((row) => row.split(' ')[1]),
      ['new', 'worsened', 'fixed'],
    );
  });

  it('show at most eight lines of each side in a comment, and no line of them ends the block', () => {
    const [module] = foundingShape.modules;
    assert.ok(module !== undefined);
    const lines = Array.from({ length: 150 }, (_, at) => `    \`\`\`\` line ${at + 1} @someone`);
    const code = new Map([[module.id, { local: lines, upstream: lines }]]);
    const comment = REVIEW_FORMATS.markdown(result, { code });
    assert.match(comment, /Here `tinyvlm\/image_processing\.py:12-19`\n\n`{5}py\n {4}`{4} line 12/);
    assert.match(comment, /There `lantern\/slicing\.py:31-38`\n\n`{5}py\n/);
    assert.equal(comment.match(/ line \d+ @someone/g)?.length, 16);
  });

  it('link to lines and to the pages of rules where it is known where they are', () => {
    const comment = REVIEW_FORMATS.markdown(result, {
      linkOf: (path, line) => `https://code.example/${path}#L${line}`,
      documentation: 'https://docs.example/',
    });
    assert.ok(comment.includes('[`README.md:40`](https://code.example/README.md#L40)'));
    assert.ok(
      comment.includes('[upstream-not-credited](https://docs.example/rules/upstream-not-credited.md)'),
    );
  });
});
