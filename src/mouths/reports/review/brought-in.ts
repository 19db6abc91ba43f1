import type { FindingLevel } from '../../../model/report.ts';
import type { ReviewedFinding, ReviewReport } from '../../../model/review.ts';
import { inEnglish } from '../../../model/said.ts';
import type { UpstreamAnswer } from '../answer/upstream-answer.ts';
import { count } from '../wording.ts';

const MOST_UPSTREAMS = 3;

const CHANGES = ['new', 'worsened', 'fixed', 'unchanged'] as const;
const LEVELS: readonly FindingLevel[] = ['error', 'warning', 'note'];

/** What the change brings in first, and of that what weighs most. */
export function heaviestFirst(findings: readonly ReviewedFinding[]): readonly ReviewedFinding[] {
  return [...findings].sort(
    (a, b) =>
      CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) ||
      LEVELS.indexOf(a.finding.level) - LEVELS.indexOf(b.finding.level),
  );
}

/** Ids of the findings that are new or worse. */
export function openedBy({ findings }: ReviewReport): ReadonlySet<string> {
  const opened = findings.filter(({ change }) => change === 'new' || change === 'worsened');
  return new Set(opened.map(({ finding }) => finding.id));
}

/** The upstreams that what is new is about, heaviest first. */
export function broughtIn(
  review: ReviewReport,
  upstreams: readonly UpstreamAnswer[],
): readonly UpstreamAnswer[] {
  const opened = openedBy(review);
  const about = new Set(
    review.findings.flatMap(({ finding }) => (opened.has(finding.id) ? [finding.upstream] : [])),
  );
  const added = new Set(review.lineage.added);
  return upstreams.filter(({ lineage }) => about.has(lineage.upstream) || added.has(lineage.version));
}

const STATES: Readonly<Record<UpstreamAnswer['state'], string>> = {
  'not-credited': 'without credit',
  'terms-open': 'credited, with terms open',
  person: 'which a person has to weigh',
  complete: 'credited',
};

/** What a change does, in one sentence; `quote` makes names safe for the format. */
export function reviewVerdict(
  review: ReviewReport,
  upstreams: readonly UpstreamAnswer[],
  quote: (text: string) => string,
): string {
  const { counts } = review;
  if (upstreams.length > 0) {
    const told = upstreams.slice(0, MOST_UPSTREAMS).map(({ name, license, since, state }) => {
      const facts = [license, since === null ? null : inEnglish(since)].filter((fact) => fact !== null);
      return `${quote(name)}${facts.length === 0 ? '' : ` (${quote(facts.join(', '))})`}, ${STATES[state]}`;
    });
    const rest = upstreams.length - told.length;
    const added = new Set(review.lineage.added);
    const does = upstreams.every(({ lineage }) => added.has(lineage.version)) ? 'brings in' : 'touches';
    return `This change ${does} code of ${told.join('; of ')}${rest > 0 ? `; and of ${count(rest, 'other upstream')}` : ''}.`;
  }
  if (counts.new + counts.worsened > 0) return 'This change leaves something open that was not before.';
  return counts.fixed > 0
    ? `This change mends ${count(counts.fixed, 'finding')} and brings in none.`
    : 'This change brings in no finding.';
}
