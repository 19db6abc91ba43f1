import { holderOf, sameHolder } from '../../credit/headers.ts';
import { isCode } from '../../languages/table.ts';
import { judge } from '../../licenses/compatibility.ts';
import { licenseIds, NO_LICENSE, UNKNOWN_LICENSE } from '../../licenses/expression.ts';
import { BY_AGREEMENT, isNonCommercial } from '../../licenses/license-classes.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { LicenseRecord } from '../../model/report.ts';
import { type Said, type SaidPart, say, sentences } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import type { Derivation } from '../derivations.ts';
import { isHeader } from '../header-licenses.ts';
import { isNoticeFile } from '../notice-places.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { moreFiles } from '../wording.ts';

/** Code files say of themselves that they stand under a license which the repository's does not keep. */
export const fileLicenseDiffers: Rule = {
  id: 'file-license-differs',
  title: "Files under a license that does not fit the repository's",
  level: 'warning',
  why: 'The license file promises more than the headers allow, and who relies on it breaks the terms of those files.',
  fixable: false,
  check: (evidence, { licenses, derivations }) => {
    const outbound = licenses.code.expression;
    if (outbound === NO_LICENSE || outbound === UNKNOWN_LICENSE) return [];
    const groups = new Map<string, LicenseRecord[]>();
    for (const record of [...evidence.licenses].sort((a, b) => byText(a.path, b.path))) {
      if (!isHeader(evidence, record) || isAccountedFor(evidence, derivations, record)) continue;
      if (judge(record.expression, outbound, { fileKept: true }).outcome !== 'CONFLICT') continue;
      groups.set(record.expression, [...(groups.get(record.expression) ?? []), record]);
    }
    return [...groups].flatMap(([expression, [first, ...rest]]) => {
      if (first === undefined) return [];
      const { why, clause } = judge(expression, outbound, { fileKept: true });
      const where = rest.length === 0 ? first.path : say`${first.path} and ${moreFiles(rest.length)}`;
      return [
        {
          level: 'warning' as const,
          message: sentences(
            ...(limited(expression, where, rest.length === 0, outbound) ?? [
              rest.length === 0
                ? say`The header of ${where} states ${expression}, in a repository under ${outbound}.`
                : say`The headers of ${where} state ${expression}, in a repository under ${outbound}.`,
              why,
              clause === null ? '' : say`(${clause})`,
            ]),
            say`Name these files and their license in the README or LICENSE, replace them, or relicense the repository.`,
          ),
          path: first.path,
          range: first.ranges[0] ?? TOP_OF_FILE,
          ...(clause === null ? {} : { duty: clause }),
          related: rest.map((one) => ({
            path: one.path,
            range: one.ranges[0] ?? TOP_OF_FILE,
            message: isLimit(expression) ? say`has such a header as well` : say`states ${expression} as well`,
          })),
          key: expression,
          basis: [expression, outbound, ...[first, ...rest].map((one) => one.path)],
        },
      ];
    });
  },
};

/** What a header says without a license by name. */
const isLimit = (expression: string): boolean => expression.startsWith('LicenseRef-Stated-');

/** What such a header allows; null for a license that has a name. */
function limited(
  expression: string,
  where: SaidPart,
  isOne: boolean,
  outbound: string,
): readonly Said[] | null {
  if (!isLimit(expression)) return null;
  if (expression === BY_AGREEMENT)
    return isOne
      ? [
          say`The header of ${where} allows use by agreement with its holder only, in a repository under ${outbound}.`,
        ]
      : [
          say`The headers of ${where} allow use by agreement with their holder only, in a repository under ${outbound}.`,
        ];
  return isOne
    ? [
        say`The header of ${where} allows non-commercial or research use only, in a repository under ${outbound}.`,
      ]
    : [
        say`The headers of ${where} allow non-commercial or research use only, in a repository under ${outbound}.`,
      ];
}

/**
 * A limit without a license by name is told where a document speaks of non-commercial terms, a license file names the
 * header's holder, or the repository is that holder's own.
 */
function isLimitTold(evidence: Evidence, path: string): boolean {
  const documents = evidence.licenses.filter((one) => !isCode(one.path) && evidence.texts.has(one.path));
  if (documents.some(({ expression }) => licenseIds(expression).some(isNonCommercial))) return true;
  const holders = (evidence.copyrights.get(path) ?? []).map(({ text }) => holderOf(text));
  return [...evidence.copyrights].some(
    ([other, lines]) =>
      isNoticeFile(other) &&
      lines.some(({ text }) => holders.some((holder) => sameHolder(holderOf(text), holder))),
  );
}

/**
 * Said elsewhere: a folder with its own license file tells under what it stands, a document that names the license
 * has spoken of it, and what was found to be an upstream's is judged as such.
 */
function isAccountedFor(
  evidence: Evidence,
  derivations: readonly Derivation[],
  { path, expression }: LicenseRecord,
): boolean {
  if (isLimit(expression) && isLimitTold(evidence, path)) return true;
  const ids = new Set(licenseIds(expression));
  const folders = path
    .split('/')
    .slice(0, -1)
    .map((_, depth, all) => all.slice(0, depth + 1).join('/'));
  const own = evidence.paths.some(
    (one) =>
      /(?:^|\/)(?:LICEN[CS]E|COPYING)[^/]*$/i.test(one) &&
      folders.includes(one.slice(0, Math.max(0, one.lastIndexOf('/')))),
  );
  // What stands beside it, or in REUSE.toml and the like for its path, is told too.
  const terms = evidence.licenseOf?.(path);
  const stated =
    terms !== undefined &&
    terms.at?.path !== path &&
    terms.by !== 'repository' &&
    licenseIds(terms.expression).some((id) => ids.has(id));
  const told = evidence.licenses.some(
    (record) =>
      !isCode(record.path) &&
      evidence.texts.has(record.path) &&
      licenseIds(record.expression).some((id) => ids.has(id)),
  );
  return (
    own ||
    stated ||
    told ||
    derivations.some((one) => one.certain && one.places.some((place) => place.path === path))
  );
}
