import type { AuditReport } from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import { UPSTREAM_QUESTION } from '../../../model/upstream-question.ts';
import { answerOf, isNothing } from '../answer/answer.ts';
import type { ToDo } from '../answer/to-do.ts';
import { namesOf } from '../names.ts';
import { quotedArgument } from '../quoted-argument.ts';
import { count } from '../wording.ts';

/** 'advice': nobody asks for it, and a careful release has it. */
export type ItemState = 'done' | 'open' | 'advice';

export interface ReleaseItem {
  readonly name: string;
  readonly state: ItemState;
  /** What is missing, one sentence each; of a done item what bears it out. */
  readonly says: readonly string[];
  /** The command that mends or shows it. */
  readonly command: string | null;
}

/** What the checklist needs beside the report. */
export interface ReleaseFacts {
  /** Bills of materials and evidence packs that lie in the folder, relative. */
  readonly boms: readonly string[];
  readonly packs: readonly string[];
  /** ISO day; decisions that end within a month of it are told. */
  readonly today: string;
  /** What a further command has to repeat, with a space before it: ` --in PATH --catalogue PATH`; and of audit. */
  readonly again: string;
  readonly auditAgain: string;
}

/** Rules by the point of the list that they belong to; what no point names goes to the last. */
const POINTS: readonly (readonly [name: string, done: string, rules: readonly string[]])[] = [
  [
    'Credited',
    'Every upstream that was found is credited.',
    [
      'upstream-not-credited',
      'source-statement-missing',
      'authors-not-named',
      'claimed-upstream-differs',
      'citation-missing',
    ],
  ],
  [
    'License texts',
    'Every license that asks for its text has it here.',
    [
      'license-text-missing',
      'repository-without-license',
      'license-conflict',
      'file-license-differs',
      'license-fields-disagree',
      'no-license-upstream',
    ],
  ],
  ['NOTICE', 'Every notice that has to go along does.', ['notice-not-carried', 'notice-sentence-missing']],
  [
    'Headers',
    'Copied files keep their headers and say that they were changed.',
    ['upstream-header-lost', 'copyright-line-missing', 'changes-not-stated', 'holder-not-named'],
  ],
  [
    'Model card',
    'Nothing that the licenses of the weights ask for is missing.',
    [
      'base-model-not-declared',
      'display-line-missing',
      'name-prefix-missing',
      'use-limits-not-passed-on',
      'training-limit',
    ],
  ],
];
const SHOWN = 4;
const SOON_DAYS = 30;
const DAY = 86_400_000;

function sentence(one: ToDo, nameOf: (id: string) => string): string {
  const title = inEnglish(one.title);
  const name = one.upstream === null ? '' : nameOf(one.upstream);
  const whose = name === '' || title.includes(name) ? '' : `${name}: `;
  const [file = ''] = one.files;
  const where = one.files.length === 1 ? file : count(one.files.length, 'file');
  return `${whose}${title}${title.includes(where) ? '' : ` (${where})`}`;
}

function listed(sentences: readonly string[]): readonly string[] {
  return sentences.length <= SHOWN
    ? sentences
    : [...sentences.slice(0, SHOWN - 1), `and ${sentences.length - SHOWN + 1} more`];
}

function pointOf(
  name: string,
  done: string,
  toDo: readonly ToDo[],
  nameOf: (id: string) => string,
  again: string,
): ReleaseItem {
  if (toDo.length === 0) return { name, state: 'done', says: [done], command: null };
  const numbers = toDo.filter(({ fixable }) => fixable > 0).map(({ number }) => number);
  const says = listed(toDo.map((one) => sentence(one, nameOf)));
  const isAsked = toDo.some(({ level }) => level !== 'note');
  const command = numbers.length === 0 ? null : `forebear fix ${numbers.join(' ')}${again}`;
  return { name, state: isAsked ? 'open' : 'advice', says, command };
}

function decisionsItem(
  { decisions, findings }: AuditReport,
  facts: ReleaseFacts,
  undecided: readonly string[],
): ReleaseItem {
  const name = 'Decisions';
  const ids = new Set(findings.map(({ id }) => id));
  const held = decisions.filter(
    ({ finding, rule, status }) => ids.has(finding) || (rule === UPSTREAM_QUESTION && status !== 'gone'),
  );
  const lapsed = held.filter(({ status }) => status !== 'current');
  const soon = held.filter(
    ({ status, until }) =>
      status === 'current' &&
      until !== undefined &&
      Date.parse(until) - Date.parse(facts.today) <= SOON_DAYS * DAY,
  );
  const toFix = held.filter(({ status, state }) => status === 'current' && state === 'to-fix');
  if (lapsed.length + soon.length + toFix.length + undecided.length === 0)
    return {
      name,
      state: 'done',
      says: [held.length === 0 ? 'None are needed.' : `${count(held.length, 'decision')} hold.`],
      command: null,
    };
  return {
    name,
    state: lapsed.length > 0 ? 'open' : 'advice',
    says: listed([
      ...lapsed.map(({ rule, path, status }) => `${rule} at ${path}: ${status}, decide again`),
      ...soon.map(({ rule, path, until }) => `${rule} at ${path}: ends on ${until ?? ''}`),
      ...toFix.map(({ rule, path }) => `${rule} at ${path}: was to be fixed`),
      ...(undecided.length === 0
        ? []
        : [`A person has to say what is owed: ${listed(undecided).join(', ')}`]),
    ]),
    command:
      lapsed.length + soon.length + toFix.length === 0
        ? `forebear decide ${quotedArgument(undecided[0] ?? '')}${facts.again}`
        : `forebear decisions ${lapsed.length > 0 ? 'stale' : 'list'}${facts.auditAgain}`,
  };
}

function coverageItem(report: AuditReport, { auditAgain }: ReleaseFacts): ReleaseItem {
  const name = 'Looked at';
  const { looked } = answerOf(report);
  const command = `forebear audit${auditAgain} --full`;
  if (report.partial || isNothing(report))
    return { name, state: 'open', says: ['A part that should have been looked at was not.'], command };
  const missing = looked.notCompared;
  return missing.length === 0
    ? {
        name,
        state: 'done',
        says: [`${report.target.examined} of ${count(report.target.files, 'file')}.`],
        command: null,
      }
    : { name, state: 'advice', says: listed(missing.map((path) => `Not compared: ${path}`)), command };
}

function files(name: string, found: readonly string[], missing: string, command: string): ReleaseItem {
  return found.length > 0
    ? { name, state: 'done', says: [`${found.join(', ')}; made anew with: ${command}`], command: null }
    : { name, state: 'advice', says: [missing], command };
}

/** A maintainer's checklist before a release, in the order in which it is worked off. */
export function releaseChecklist(report: AuditReport, facts: ReleaseFacts): readonly ReleaseItem[] {
  const answer = answerOf(report);
  const { project } = namesOf(report);
  const named = new Set(POINTS.flatMap(([, , rules]) => rules));
  const points = POINTS.map(([name, done, rules]) =>
    pointOf(
      name,
      done,
      answer.toDo.filter(({ rule }) => rules.includes(rule)),
      project,
      facts.again,
    ),
  );
  const others = answer.toDo.filter(({ rule }) => !named.has(rule));
  const [first] = answer.upstreams;
  return [
    ...points,
    ...(others.length === 0 ? [] : [pointOf('Other duties', '', others, project, facts.again)]),
    decisionsItem(
      report,
      facts,
      answer.upstreams
        .filter(({ state }) => state === 'person')
        .map(({ lineage }) => project(lineage.upstream)),
    ),
    coverageItem(report, facts),
    files(
      'Bill of materials',
      facts.boms,
      'None lies in the folder.',
      `forebear audit${facts.auditAgain} --format spdx --output forebear.spdx.json`,
    ),
    ...(first === undefined
      ? []
      : [
          files(
            'Evidence pack',
            facts.packs,
            'None lies in the folder: it shows later what was known at the release.',
            `forebear evidence pack${facts.auditAgain} --lineage ${quotedArgument(first.lineage.version)} --output forebear-evidence.zip`,
          ),
        ]),
  ];
}
