import type { AuditReport, Finding, FindingLevel } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
import { byText } from '../../../model/text-order.ts';
import { indexOf } from './report-index.ts';

/** One duty towards one upstream, or of the repository itself, in all the files that it concerns. */
export interface ToDo {
  /** Counted from 1 through the whole report; `forebear fix 2` means the second. */
  readonly number: number;
  /** Project id; null: the repository's own affair. */
  readonly upstream: string | null;
  readonly rule: string;
  readonly level: FindingLevel;
  /** What to do, as an order, without a stop at the end. */
  readonly title: Said;
  /** The same in fewer words, for a row that stands under its upstream and beside its file. */
  readonly short: Said;
  /** License and section that ask for it. */
  readonly duty: string | null;
  readonly findings: readonly Finding[];
  /** Files concerned, sorted. */
  readonly files: readonly string[];
  /** Findings that a fix mends. */
  readonly fixable: number;
}

const LEVELS: readonly FindingLevel[] = ['error', 'warning', 'note'];

/** What comes first of equal weight: the credit, then the terms. */
const FIRST_RULES: readonly string[] = [
  'upstream-not-credited',
  'license-text-missing',
  'upstream-header-lost',
];

const TITLES: Readonly<Record<string, Said>> = {
  'authors-not-named': say`Name the authors of the history`,
  'base-model-not-declared': say`Declare the base model in the model card`,
  'changes-not-stated': say`State in the files that they were changed`,
  'citation-missing': say`Cite its paper`,
  'claimed-upstream-differs': say`Check what is said of the origin`,
  'copyright-line-missing': say`Keep its copyright line`,
  'display-line-missing': say`Display the line that its license asks for`,
  'file-license-differs': say`Settle the licenses of single files`,
  'holder-not-named': say`Name the holders that headers name`,
  'license-conflict': say`Settle the conflict of licenses`,
  'license-fields-disagree': say`Make the license statements agree`,
  'license-text-missing': say`Add the text of its license`,
  'name-prefix-missing': say`Name the model as its license asks`,
  'no-license-upstream': say`Ask for permission: it states no license`,
  'notice-not-carried': say`Carry its NOTICE`,
  'notice-sentence-missing': say`Add the sentence that its license asks for`,
  'repository-without-license': say`Choose a license for the repository`,
  'source-license-unknown': say`Read the license of what was taken`,
  'source-statement-missing': say`State the source of the model`,
  'sudden-arrival': say`Say where the files came from`,
  'training-limit': say`Check the use for training against its license`,
  'upstream-header-lost': say`Put its header back`,
  'upstream-not-credited': say`Credit it`,
  'use-limits-not-passed-on': say`Pass its use limits on`,
};

/** The order of a single fix says it best; of several, the rule's; an unknown rule is named by its words. */
function titleOf(rule: string, findings: readonly Finding[]): Said {
  const [first, ...others] = findings;
  const fixes = new Map(findings.flatMap((one) => one.fixes).map((fix) => [fix.title, fix]));
  const [only] = fixes.values();
  if (only !== undefined && fixes.size === 1 && others.length === 0 && first?.fixes.length === 1)
    return only.said ?? say`${only.title}`;
  return shortOf(rule, findings);
}

/** What is not known is no refusal: a note of that rule asks for no permission. */
const NOT_KNOWN_LICENSE = say`Read its license: it is not known here`;

function shortOf(rule: string, findings: readonly Finding[]): Said {
  if (rule === 'no-license-upstream' && findings.every(({ level }) => level === 'note'))
    return NOT_KNOWN_LICENSE;
  const words = rule.replaceAll('-', ' ');
  return TITLES[rule] ?? say`${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function filesOf(findings: readonly Finding[]): readonly string[] {
  const paths = findings.flatMap((finding) =>
    finding.fixes.length > 0 ? finding.fixes.map((fix) => fix.path) : [finding.path],
  );
  return [...new Set(paths)].sort();
}

const rankOf = (rule: string): number =>
  (FIRST_RULES.indexOf(rule) + FIRST_RULES.length + 1) % (FIRST_RULES.length + 1);

/** Everything that is open, one entry for each upstream and duty: `upstreams` first, in their order, heaviest first within each. */
export function toDoOf(report: AuditReport, upstreams: readonly string[]): readonly ToDo[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of indexOf(report).open) {
    const key = JSON.stringify([finding.upstream ?? '', finding.rule, licenseOf(finding.duty)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const place = (upstream: string | null): number => {
    const at = upstream === null ? -1 : upstreams.indexOf(upstream);
    return upstream === null ? upstreams.length + 1 : at < 0 ? upstreams.length : at;
  };
  return [...groups.values()]
    .map((findings): Omit<ToDo, 'number'> => {
      const levels = findings.map((finding) => LEVELS.indexOf(finding.level));
      const rule = findings[0]?.rule ?? '';
      return {
        upstream: findings[0]?.upstream ?? null,
        rule,
        level: LEVELS[Math.min(...levels)] ?? 'note',
        title: titleOf(rule, findings),
        short: shortOf(rule, findings),
        duty: findings[0]?.duty ?? null,
        findings,
        files: filesOf(findings),
        fixable: findings.filter((finding) => finding.fixes.length > 0).length,
      };
    })
    .sort(
      (a, b) =>
        place(a.upstream) - place(b.upstream) ||
        byText(a.upstream ?? '', b.upstream ?? '') ||
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        rankOf(a.rule) - rankOf(b.rule) ||
        byText(a.rule, b.rule),
    )
    .map((one, at) => ({ number: at + 1, ...one }));
}

/** The license of a duty without its section: two sections of one license are two duties only where the rules differ. */
function licenseOf(duty: string | undefined): string {
  return (duty ?? '').split(' ')[0] ?? '';
}
