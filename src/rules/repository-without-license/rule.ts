import { vendoredName } from '../../credit/stated-sources.ts';
import { isCode } from '../../languages/table.ts';
import { NO_LICENSE } from '../../licenses/expression.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { fewListed } from '../wording.ts';

/** At the top, by whatever name, or in a folder for it; not the licenses of third parties or of data alone. */
const LICENSE_FILE =
  /^(?!third|data)(?:[\w.]+[-_ ])?(?:LICEN[CS]E|COPYING|COPYRIGHTS?|UNLICENSE)[^/]*$|^LICEN[CS]E\/[^/]+\.(?:txt|md|rst|pdf|html?)$/i;
const WEIGHTS = /\.(?:safetensors|bin|gguf|pt|pth|onnx)$/i;

function isOwnWork(path: string): boolean {
  return isCode(path) || WEIGHTS.test(path);
}

/** REUSE keeps all texts in LICENSES/ and says in each file, or in REUSE.toml, which one holds (reuse.software). */
function followsReuse(evidence: Evidence): boolean {
  if (!evidence.paths.some((path) => path.startsWith('LICENSES/'))) return false;
  return (
    evidence.paths.includes('REUSE.toml') ||
    evidence.licenses.some(
      (record) => isOwnWork(record.path) || /^(?:pyproject\.toml|package\.json)$/.test(record.path),
    )
  );
}

/** Folders that hold a license file of their own and are nobody else's tree, with `/` at the end, sorted. */
function licensedFolders({ paths }: Evidence): readonly string[] {
  const found = paths.flatMap((path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const isLicense =
      folder !== '' && /^(?:LICEN[CS]E|COPYING)(?:[.-][^/]*)?$/i.test(path.slice(folder.length));
    return isLicense && !isCode(path) && vendoredName(path) === null && isLicensable(folder) ? [folder] : [];
  });
  return [...new Set(found)].sort();
}

/** Weights and data bring licenses of their own. */
function isLicensable(folder: string): boolean {
  return !/(?:^|\/)(?:data(?:sets?)?|licenses?|assets|docs?|weights|checkpoints?)\//i.test(folder);
}

/** A repository that gives no license grants nothing to the people it is published for. */
export const repositoryWithoutLicense: Rule = {
  id: 'repository-without-license',
  title: 'Repository without a license',
  level: 'warning',
  why: 'Without a license nobody may copy, change or pass on the work, and what it takes from others cannot be weighed.',
  fixable: false,
  check: (evidence, { licenses, readme }) => {
    // A file with nothing in it grants nothing.
    const isGiven = (path: string): boolean =>
      LICENSE_FILE.test(path) && evidence.texts.get(path)?.trim() !== '';
    if (evidence.paths.some(isGiven) || followsReuse(evidence)) return [];
    const anchor = readme ?? evidence.paths.find(isOwnWork);
    if (anchor === undefined || !evidence.paths.some(isOwnWork)) return [];
    const stated = licenses.code.statements[0];
    const weights = licenses.weights.statements[0];
    if (stated === undefined && weights !== undefined)
      return [
        {
          level: 'warning',
          message: sentences(
            say`${weights.path} states ${weights.expression} for the weights, and nothing states a license for the code.`,
            say`Add a LICENSE file at the top level; the licenses of what it copies narrow the choice.`,
          ),
          path: anchor,
          range: TOP_OF_FILE,
          key: 'code',
          basis: ['code'],
        },
      ];
    const folders = licensedFolders(evidence);
    if (stated === undefined && folders.length > 0) {
      const isHeld = (path: string): boolean => folders.some((folder) => path.startsWith(folder));
      if (evidence.paths.filter(isOwnWork).every(isHeld)) return [];
      return [
        {
          level: 'note',
          message: sentences(
            folders.length === 1
              ? say`No license file stands at the top of this repository; ${folders[0] ?? ''} holds one of its own, and nothing says under what the rest stands.`
              : say`No license file stands at the top of this repository; ${fewListed(folders, 2)} hold one of their own, and nothing says under what the rest stands.`,
            say`Add a LICENSE file at the top level, or say in ${readme ?? say`a README`} what holds for the rest.`,
          ),
          path: anchor,
          range: TOP_OF_FILE,
          key: 'rest',
          basis: ['rest', ...folders],
        },
      ];
    }
    if (stated === undefined || licenses.code.expression === NO_LICENSE) {
      return [
        {
          level: 'warning',
          message: sentences(
            say`This repository has no license file and states no license.`,
            say`Add a LICENSE file at the top level; the licenses of what it copies narrow the choice.`,
          ),
          path: anchor,
          range: TOP_OF_FILE,
          key: 'none',
          basis: ['none'],
        },
      ];
    }
    return [
      {
        level: 'note',
        message: sentences(
          say`${stated.path} states ${stated.expression}, but the repository does not hold the license's text.`,
          say`Add it as LICENSE at the top level.`,
        ),
        path: stated.path,
        range: stated.ranges[0] ?? TOP_OF_FILE,
        key: 'text',
        basis: [stated.path, stated.expression],
      },
    ];
  },
};
