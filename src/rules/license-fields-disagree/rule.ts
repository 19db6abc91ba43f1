import { licensesAgree, type RepositoryLicenses } from '../../licenses/slots.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { LicenseRecord } from '../../model/report.ts';
import { say, sentences } from '../../model/said.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';

const SLOT_NAMES = { code: say`code`, weights: say`weights`, data: say`data` } as const;

const THING =
  /\b(?:download|pre-?trained|checkpoint|vocoder|weights|dataset|demo|content)s?\b|下载|权重|数据集/i;
const WHOLE = /\b(?:repo|repository|project|code|source|software|work|library)\b|本项目|代码|仓库/i;
const LICENSE_HEADING = /^\s*#+\s.*(?:licen[cs]e|terms? of use|许可|协议|声明)/i;

/** In a README, outside of what it says on the license: a paragraph on something to fetch, and not on the repository. */
function isOfAThing(evidence: Evidence, { path, ranges: [range] }: LicenseRecord): boolean {
  const lines = evidence.texts.get(path)?.split('\n');
  if (lines === undefined || range === undefined || !/\.(?:md|markdown|rst|txt)$/i.test(path)) return false;
  // The fields of a model card speak for the model or the repository as they stand.
  if (lines[0]?.trim() === '---' && lines.indexOf('---', 1) >= range.startLine - 1) return false;
  const heading = lines.slice(0, range.startLine).findLast((line) => /^\s*#+\s/.test(line)) ?? '';
  const said = lines
    .slice(range.startLine - 1, range.endLine)
    .join('\n')
    .replace(/https?:\/\/\S+/g, '');
  return !LICENSE_HEADING.test(heading) && THING.test(said) && !WHOLE.test(said);
}

type Pair = RepositoryLicenses['code']['disagreements'][number];

/** One statement in several documents is one contradiction. */
function firstOfEach(pairs: readonly Pair[]): readonly Pair[] {
  const seen = new Set<string>();
  return pairs.filter(([first, other]) => {
    const key = JSON.stringify([first.expression, other.expression]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/**
 * A model card whose page names another license for the weights than its head does. Only where the page names one: a
 * page that lists several speaks of others too.
 */
function withinCards(evidence: Evidence, statements: readonly LicenseRecord[]): readonly Pair[] {
  return [...new Set(statements.map((one) => one.path))].flatMap((path): readonly Pair[] => {
    const lines = evidence.texts.get(path)?.split('\n') ?? [];
    const end =
      lines[0]?.trim() === '---' ? lines.findIndex((line, at) => at > 0 && line.trim() === '---') : -1;
    if (end < 0) return [];
    const own = statements.filter((one) => one.path === path && one.slot === 'weights');
    const isHead = ({ ranges: [range] }: LicenseRecord): boolean => (range?.startLine ?? 0) <= end;
    const [head] = own.filter(isHead);
    const page = own.filter((one) => !isHead(one));
    const [first] = page;
    if (head === undefined || first === undefined) return [];
    if (page.some((one) => one.expression !== first.expression)) return [];
    return licensesAgree(head.expression, first.expression) ? [] : [[head, first]];
  });
}

/** License file, manifest, README or model card state different licenses for the same thing. */
export const licenseFieldsDisagree: Rule = {
  id: 'license-fields-disagree',
  title: 'Statements of the license disagree',
  level: 'warning',
  why: 'Nobody can tell which of two licenses holds, so neither can be relied on.',
  fixable: false,
  check: (evidence, { licenses }) =>
    (['code', 'weights', 'data'] as const).flatMap((slot) =>
      firstOfEach(
        [
          ...licenses[slot].disagreements,
          ...(slot === 'weights' ? withinCards(evidence, licenses.weights.statements) : []),
        ].filter(([, other]) => !isOfAThing(evidence, other)),
      ).map(([first, other]) => ({
        level: 'warning' as const,
        message: sentences(
          say`${other.path} states ${other.expression} for the ${SLOT_NAMES[slot]}, ${first.path} states ${first.expression}.`,
          say`Make both say the same, or say which part each is for.`,
        ),
        path: other.path,
        range: other.ranges[0] ?? TOP_OF_FILE,
        related: [
          {
            path: first.path,
            range: first.ranges[0] ?? TOP_OF_FILE,
            message: say`states ${first.expression}`,
          },
        ],
        key: `${slot} ${first.path} ${first.expression} ${other.expression}`,
        basis: [first.path, first.expression, other.path, other.expression],
      })),
    ),
};
