import { strict as assert } from 'node:assert';
import { creditOf } from '../../../src/credit/credit.ts';
import type { Relation } from '../../../src/model/report.ts';
import { evidenceOf, lineageOf, moduleOf } from '../rules/evidence-builder.ts';
import { sourceFacts } from './source-facts.ts';

const SOURCES = [sourceFacts({ project: 'heron', repository: 'lakeside/heron' })];
const ADDRESS = 'See https://github.com/lakeside/heron for more.';

/** Credit of a repository that stands so to its upstream and gives its address on this line of its front page. */
function credited(relation: Relation, line: number): string {
  const evidence = evidenceOf({
    sources: SOURCES,
    modules: [moduleOf('a.py', 'Pool', { upstream: 'heron' })],
    lineage: [{ ...lineageOf('heron', SOURCES), relation }],
  });
  const texts = new Map([['README.md', `${'\n'.repeat(line - 1)}${ADDRESS}\n`]]);
  return creditOf({ ...evidence, texts }, 'heron').credited;
}

describe('credit of what is published whole', () => {
  it('is given by a fork that names its upstream anywhere on its front page', () => {
    assert.equal(credited('fork', 1), 'yes');
    assert.equal(credited('fork', 200), 'yes');
  });

  it('is given by a copy of the files that does so in the head of it', () => {
    assert.equal(credited('copy', 15), 'yes');
    assert.equal(credited('copy', 16), 'no');
  });

  it('is not given by anything else that merely gives the address', () => {
    assert.equal(credited('source', 1), 'no');
  });
});
