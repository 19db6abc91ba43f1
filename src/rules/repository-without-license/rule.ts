import { isCode } from '../../languages/table.ts';
import { NO_LICENSE } from '../../licenses/expression.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';

/** At the top, by whatever name, or in a folder for it; not the licenses of third parties or of data alone. */
const LICENSE_FILE =
  /^(?!third|data)(?:[\w.]+[-_ ])?(?:LICEN[CS]E|COPYING|UNLICENSE)[^/]*$|^LICEN[CS]E\/[^/]+\.(?:txt|md|rst|pdf|html?)$/i;
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

/** A repository that gives no license grants nothing to the people it is published for. */
export const repositoryWithoutLicense: Rule = {
  id: 'repository-without-license',
  title: 'Repository without a license',
  level: 'warning',
  why: 'Without a license nobody may copy, change or pass on the work, and what it takes from others cannot be weighed.',
  fixable: false,
  check: (evidence, { licenses, readme }) => {
    if (evidence.paths.some((path) => LICENSE_FILE.test(path)) || followsReuse(evidence)) return [];
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
