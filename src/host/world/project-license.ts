import { combinedExpression, detectLicenses } from '../../licenses/detect.ts';
import type { EarlierLicense } from '../../origins/world.ts';
import type { HardenedGit } from '../git/hardened-git.ts';
import { type ObjectReader, openObjectReader } from '../git/object-reader.ts';
import { loadLicenseIndex } from '../license-index.ts';

const LICENSE_FILE = /^(?:LICEN[CS]E|COPYING|UNLICENSE)[^/]*$/i;
/** The same for git, at the top of the tree. */
const LICENSE_PATHS = ['LICENSE*', 'LICENCE*', 'COPYING*', 'UNLICENSE*'].map(
  (one) => `:(top,glob,icase)${one}`,
);
/** Commits on license files that are read of one history, the newest. */
const MOST_CHANGES = 40;

/** Licenses of a project as its commits state them. */
export interface ProjectLicenses {
  /** SPDX expression at the tip; '' when none is stated. */
  readonly license: string;
  readonly earlier: readonly EarlierLicense[];
}

/** Reads the license files at the top of the tip, and what they said before. */
export async function licensesOf(git: HardenedGit, gitDir: string, tip: string): Promise<ProjectLicenses> {
  const reader = openObjectReader(gitDir);
  try {
    const license = await licenseAt(git, reader, tip);
    return { license, earlier: await earlierLicenses(git, reader, tip) };
  } finally {
    reader.close();
  }
}

/** SPDX expression of the license file at the top of a commit; '' when there is none that says. */
async function licenseAt(git: HardenedGit, reader: ObjectReader, commit: string): Promise<string> {
  const listed = await git.run(['ls-tree', '--end-of-options', commit]);
  if (!listed.ok) return '';
  const found = listed.value.split('\n').flatMap((line) => {
    const match = /^100\d+ blob ([0-9a-f]+)\t(.+)$/.exec(line);
    return match !== null && LICENSE_FILE.test(match[2] ?? '')
      ? [{ blob: match[1] ?? '', path: match[2] ?? '' }]
      : [];
  });
  for (const { blob, path } of found) {
    const content = await reader.read(blob);
    if (!content.ok) continue;
    const text = new TextDecoder().decode(content.value);
    const stated = detectLicenses(loadLicenseIndex(), path, text);
    const expression = combinedExpression(stated.filter(({ ofOthers }) => ofOthers !== true));
    if (expression !== '') return expression;
  }
  return '';
}

/**
 * Licenses that stood at the top of the tree before the one of the tip, oldest first. A text that was corrected and
 * says the same as before is one license; a time without any is left out.
 */
async function earlierLicenses(
  git: HardenedGit,
  reader: ObjectReader,
  tip: string,
): Promise<readonly EarlierLicense[]> {
  const listed = await git.run([
    'log',
    `--max-count=${MOST_CHANGES}`,
    '--format=%H %ct',
    '--end-of-options',
    tip,
    '--',
    ...LICENSE_PATHS,
  ]);
  if (!listed.ok) return [];
  const earlier: EarlierLicense[] = [];
  let standing = '';
  for (const line of listed.value
    .split('\n')
    .filter((one) => one !== '')
    .reverse()) {
    const [commit = '', seconds = ''] = line.split(' ');
    const license = await licenseAt(git, reader, commit);
    if (license === '' || license === standing) continue;
    if (standing !== '')
      earlier.push({ until: new Date(Number(seconds) * 1000).toISOString().slice(0, 10), license: standing });
    standing = license;
  }
  return earlier;
}
