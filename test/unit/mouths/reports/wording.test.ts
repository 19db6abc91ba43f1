import assert from 'node:assert/strict';
import { licenseWords } from '../../../../src/mouths/reports/wording.ts';

describe('a license as a person reads it', () => {
  it('has words for its brackets, and stays as it is where there are none or brackets in brackets', () => {
    const words: readonly (readonly [string, string])[] = [
      ['MIT AND Apache-2.0', 'MIT AND Apache-2.0'],
      ['(Apache-2.0 AND BSD-3-Clause) OR MIT', 'Apache-2.0 and BSD-3-Clause, or MIT'],
      ['MIT AND (GPL-2.0-only OR Apache-2.0)', 'MIT, and either GPL-2.0-only or Apache-2.0'],
      ['(MIT OR Apache-2.0)', 'MIT or Apache-2.0'],
      ['MIT OR (A AND (B OR C))', 'MIT OR (A AND (B OR C))'],
      ['LicenseRef-scancode-tongyi-qianwen-2023', 'Tongyi Qianwen 2023 license'],
    ];
    for (const [expression, said] of words) assert.equal(licenseWords(expression), said);
  });
});
