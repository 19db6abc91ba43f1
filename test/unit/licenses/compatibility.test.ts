import { strict as assert } from 'node:assert';
import type { Outcome } from '../../../src/licenses/compatibility.ts';
import { judge } from '../../../src/licenses/compatibility.ts';
import { matrixAnswer } from '../../../src/licenses/osadl-matrix.ts';
import { inEnglish } from '../../../src/model/said.ts';

/** The copied license, the repository's, and what has to come out. Files are merged unless `kept`. */
const DECISIONS: readonly {
  readonly title: string;
  readonly copied: string;
  readonly outbound: string;
  readonly kept?: true;
  readonly outcome: Outcome;
  readonly clause?: RegExp;
}[] = [
  { title: 'BSD-3-Clause into MIT', copied: 'BSD-3-Clause', outbound: 'MIT', outcome: 'OK' },
  { title: 'MIT into a closed repository', copied: 'MIT', outbound: 'LicenseRef-Proprietary', outcome: 'OK' },
  {
    title: 'BSD-4-Clause into GPL-3.0-only',
    copied: 'BSD-4-Clause',
    outbound: 'GPL-3.0-only',
    outcome: 'CONFLICT',
  },
  {
    title: 'GPL-3.0-only into MIT',
    copied: 'GPL-3.0-only',
    outbound: 'MIT',
    outcome: 'CONFLICT',
    clause: /GPL-3\.0-only 5\(c\)/,
  },
  {
    title: 'GPL-3.0-only into AGPL-3.0-only',
    copied: 'GPL-3.0-only',
    outbound: 'AGPL-3.0-only',
    outcome: 'REVIEW',
  },
  {
    title: 'Apache-2.0 into GPL-2.0-only',
    copied: 'Apache-2.0',
    outbound: 'GPL-2.0-only',
    outcome: 'CONFLICT',
  },
  {
    title: 'Apache-2.0 into GPL-2.0-or-later',
    copied: 'Apache-2.0',
    outbound: 'GPL-2.0-or-later',
    outcome: 'REVIEW',
  },
  {
    title: 'Apache-2.0 into GPL-3.0-or-later',
    copied: 'Apache-2.0',
    outbound: 'GPL-3.0-or-later',
    outcome: 'OK',
  },
  {
    title: 'an MPL-2.0 file kept under MPL in an MIT repository',
    copied: 'MPL-2.0',
    outbound: 'MIT',
    kept: true,
    outcome: 'OK-FILE',
    clause: /MPL-2\.0 3\.1/,
  },
  {
    title: 'MPL-2.0 code pasted into an MIT file',
    copied: 'MPL-2.0',
    outbound: 'MIT',
    outcome: 'CONFLICT',
    clause: /MPL-2\.0 3\.1/,
  },
  { title: 'MIT OR GPL-2.0-only into MIT', copied: 'MIT OR GPL-2.0-only', outbound: 'MIT', outcome: 'OK' },
  { title: 'AGPL-3.0 into Apache-2.0', copied: 'AGPL-3.0', outbound: 'Apache-2.0', outcome: 'CONFLICT' },
  {
    title: 'CC-BY-NC-4.0 into MIT',
    copied: 'CC-BY-NC-4.0',
    outbound: 'MIT',
    outcome: 'CONFLICT',
    clause: /CC-BY-NC-4\.0 2\(a\)\(1\)/,
  },
  { title: 'no license at all into MIT', copied: 'NONE', outbound: 'MIT', outcome: 'CONFLICT' },
  { title: 'an unknown license into MIT', copied: 'NOASSERTION', outbound: 'MIT', outcome: 'REVIEW' },
  { title: 'CC0-1.0 into AGPL-3.0-only', copied: 'CC0-1.0', outbound: 'AGPL-3.0-only', outcome: 'OK' },
  { title: 'MIT-0 into Apache-2.0', copied: 'MIT-0', outbound: 'Apache-2.0', outcome: 'OK' },
  { title: 'CC-BY-4.0 into MIT', copied: 'CC-BY-4.0', outbound: 'MIT', outcome: 'OK' },
  {
    title: 'CC-BY-SA-4.0 into GPL-3.0-only',
    copied: 'CC-BY-SA-4.0',
    outbound: 'GPL-3.0-only',
    outcome: 'OK',
  },
  { title: 'CC-BY-SA-4.0 pasted into MIT', copied: 'CC-BY-SA-4.0', outbound: 'MIT', outcome: 'CONFLICT' },
  {
    title: 'an OFL-1.1 font kept whole in MIT',
    copied: 'OFL-1.1',
    outbound: 'MIT',
    kept: true,
    outcome: 'OK-FILE',
  },
  { title: 'BUSL-1.1 into MIT', copied: 'BUSL-1.1', outbound: 'MIT', outcome: 'CONFLICT' },
  { title: 'Apache-2.0 into MIT-0', copied: 'Apache-2.0', outbound: 'MIT-0', outcome: 'OK' },
  {
    title: 'MIT AND GPL-3.0-only into MIT',
    copied: 'MIT AND GPL-3.0-only',
    outbound: 'MIT',
    outcome: 'CONFLICT',
  },
  {
    title: 'GPL-3.0-only where the repository offers GPL-3.0-only or MIT',
    copied: 'GPL-3.0-only',
    outbound: 'GPL-3.0-only OR MIT',
    outcome: 'CONFLICT',
  },
  {
    title: 'CC-BY-NC-4.0 where the repository names it as a part',
    copied: 'CC-BY-NC-4.0',
    outbound: 'Apache-2.0 AND CC-BY-NC-4.0',
    outcome: 'OK',
  },
  {
    title: 'FLUX.1 dev weights into MIT',
    copied: 'LicenseRef-scancode-flux-1-nc',
    outbound: 'MIT',
    outcome: 'CONFLICT',
  },
  {
    title: 'Gemma weights into Apache-2.0',
    copied: 'LicenseRef-Gemma',
    outbound: 'Apache-2.0',
    outcome: 'REVIEW',
  },
  {
    title: 'a model license whose text was not read',
    copied: 'LicenseRef-Qwen-Research',
    outbound: 'MIT',
    outcome: 'REVIEW',
  },
  {
    title: 'GPL-2.0-only WITH Classpath-exception-2.0 into MIT',
    copied: 'GPL-2.0-only WITH GCC-exception-2.0',
    outbound: 'MIT',
    outcome: 'REVIEW',
  },
  { title: 'something that is no expression', copied: 'see website', outbound: 'MIT', outcome: 'REVIEW' },
];

describe('judge', () => {
  for (const { title, copied, outbound, kept, outcome, clause } of DECISIONS) {
    it(`answers ${outcome} for ${title}`, () => {
      const answer = judge(copied, outbound, { fileKept: kept === true });
      assert.equal(answer.outcome, outcome, inEnglish(answer.why));
      if (clause !== undefined) assert.match(answer.clause ?? '', clause);
    });
  }

  it('names the branch of a choice that it took', () => {
    assert.equal(judge('GPL-2.0-only OR MIT', 'MIT', { fileKept: false }).copied, 'MIT');
  });

  it('keeps the answers of the OSADL matrix as they are', () => {
    assert.equal(matrixAnswer('Apache-2.0', 'GPL-2.0-only'), 'no');
    assert.equal(matrixAnswer('GPL-3.0-only', 'AGPL-3.0-only'), 'check-dependency');
    assert.equal(matrixAnswer('MIT', 'MIT'), 'same');
    assert.equal(matrixAnswer('MIT', 'CC-BY-4.0'), 'absent');
  });

  it('answers an expression of a thousand choices without delay', () => {
    const long = Array.from({ length: 100 }, () => '(MIT OR ISC)').join(' AND ');
    assert.equal(judge(long, 'MIT', { fileKept: false }).outcome, 'OK');
  });
});
