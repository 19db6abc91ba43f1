import assert from 'node:assert/strict';
import type { AuditReport, Claim } from '../../../../../src/model/report.ts';
import { claimGroups, withoutMarks } from '../../../../../src/mouths/reports/answer/claim-groups.ts';
import { FORMATS } from '../../../../../src/mouths/reports/formats.ts';
import { foundingShape } from '../../../../fixtures/reports/founding-shape.ts';

const claim = (change: Partial<Claim>): Claim => ({
  path: 'README.md',
  line: 1,
  text: 'It is built on **Lantern-V**.',
  upstream: 'lantern-v',
  kind: 'readme',
  force: 'credit',
  found: 'credited',
  ...change,
});

const told = (claims: readonly Claim[], lineage = foundingShape.lineage): AuditReport => ({
  ...foundingShape,
  claims,
  lineage,
});

describe('what a repository says it is built on', () => {
  it('is told once for each project, each sentence once with all its places', () => {
    const groups = claimGroups(
      told([
        claim({}),
        claim({ line: 9 }),
        claim({ line: 9 }),
        claim({ line: 12, text: 'Thanks to Lantern-V!' }),
      ]),
    );
    assert.deepEqual(
      groups.map(({ name, sentences }) => [name, sentences]),
      [
        [
          'Lantern-V',
          [
            { text: 'It is built on Lantern-V.', places: ['README.md:1', 'README.md:9'] },
            { text: 'Thanks to Lantern-V!', places: ['README.md:12'] },
          ],
        ],
      ],
    );
  });

  it('leaves out where a credited project is merely named, and counts no mention as a credit', () => {
    const mention = claim({ line: 30, text: 'Lantern-V is fast.', force: 'mention', found: 'mention' });
    assert.deepEqual(
      claimGroups(told([mention, claim({})])).map(({ force, sentences }) => [force, sentences.length]),
      [['credit', 1]],
    );
    assert.deepEqual(
      claimGroups(told([mention])).map(({ force }) => force),
      ['mention'],
    );
  });

  it('puts what the code bears out first, and what is only named last', () => {
    const groups = claimGroups(
      told([
        claim({ upstream: 'alpha', force: 'mention', found: 'mention' }),
        claim({ upstream: 'beta', found: 'not-found' }),
        claim({ upstream: 'gamma', found: 'partly' }),
        claim({ upstream: 'delta' }),
      ]),
    );
    assert.deepEqual(
      groups.map(({ name }) => name),
      ['delta', 'gamma', 'beta', 'alpha'],
    );
  });

  it('is nothing that it says of itself', () => {
    const lineage = foundingShape.lineage.map((one) =>
      one.upstream === 'lantern-v' ? { ...one, relation: 'self' as const } : one,
    );
    assert.deepEqual(claimGroups(told([claim({})], lineage)), []);
  });

  it('stands in the page in words, with the project beside each sentence', () => {
    const page = FORMATS.html(told([claim({ found: 'not-found' }), claim({ upstream: null, line: 4 })]));
    assert.match(page, />Lantern-V<\/td><td[^>]*>Named as a source; nothing here matches it</);
    assert.match(page, />Projects that are not known here<\/td>/);
    assert.ok(!/not-found|readme, credit/.test(page));
    assert.match(page, /<summary>2 projects credited<\/summary>/);
  });

  it('is read without the marks of its document', () => {
    for (const [marked, plain] of [
      ['- [Lantern](https://example.org/lantern) by **Lab**', 'Lantern by Lab'],
      ['## `Lantern` ![logo](a.png)', 'Lantern logo'],
      ['| a | [b](c) |', 'a b'],
      ['Cut off: [Lantern](https://exam…', 'Cut off: Lantern'],
      ['3 * 4 is 12', '3 * 4 is 12'],
      ['snake_case_name', 'snake_case_name'],
    ] as const)
      assert.equal(withoutMarks(marked), plain);
  });
});
