import { combinedExpression, detectLicenses } from '../../licenses/detect.ts';
import type { HardenedGit } from '../git/hardened-git.ts';
import { openObjectReader } from '../git/object-reader.ts';
import { loadLicenseIndex } from '../license-index.ts';

const LICENSE_FILE = /^(?:LICEN[CS]E|COPYING|UNLICENSE)[^/]*$/i;

/** SPDX expression of the license file at the top of a commit; '' when there is none that says. */
export async function licenseOfTip(git: HardenedGit, gitDir: string, tip: string): Promise<string> {
  const listed = await git.run(['ls-tree', '--end-of-options', tip]);
  if (!listed.ok) return '';
  const found = listed.value.split('\n').flatMap((line) => {
    const match = /^100\d+ blob ([0-9a-f]+)\t(.+)$/.exec(line);
    return match !== null && LICENSE_FILE.test(match[2] ?? '')
      ? [{ blob: match[1] ?? '', path: match[2] ?? '' }]
      : [];
  });
  const reader = openObjectReader(gitDir);
  try {
    for (const { blob, path } of found) {
      const content = await reader.read(blob);
      if (!content.ok) continue;
      const text = new TextDecoder().decode(content.value);
      const stated = detectLicenses(loadLicenseIndex(), path, text);
      const expression = combinedExpression(stated.filter(({ ofOthers }) => ofOthers !== true));
      if (expression !== '') return expression;
    }
    return '';
  } finally {
    reader.close();
  }
}
