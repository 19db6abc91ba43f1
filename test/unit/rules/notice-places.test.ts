import { isNoticeFile } from '../../../src/rules/notice-places.ts';
import { holds } from '../table.ts';

describe('a file in which notices of others are kept', () => {
  it('may say in its name whose, or which', () => {
    holds(
      [
        ['LICENSE_Heron.md', true],
        ['lib/LICENSE-BSD', true],
        ['LICENSE.heron', true],
        ['Apache_LICENSE.txt', true],
        ['third_party/my great-LICENSE.md', true],
        ['LICENSES/MIT.txt', true],
        ['THIRD_PARTY_NOTICES.md', true],
        ['docs/ACKNOWLEDGMENTS.md', true],
        ['License.txt', true],
        ['COPYRIGHT.txt', true],
        ['copyright.py', false],
        ['license_check.py', false],
        ['licensed.md', false],
        ['sublicense/a.md', false],
        ['data/noticed.txt', false],
      ],
      isNoticeFile,
    );
  });

  it('is told from a path of very many parts', () => {
    holds(
      [
        [`data/${'a_'.repeat(2000)}.png`, false],
        [`data/${'a_'.repeat(2000)}LICENSE`, true],
      ],
      isNoticeFile,
    );
  });
});
