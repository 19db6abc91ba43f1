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
        ['License.txt', true],
        ['COPYRIGHT.txt', true],
        ['copyright.py', false],
        ['license_check.py', false],
        ['licensed.md', false],
      ],
      isNoticeFile,
    );
  });
});
