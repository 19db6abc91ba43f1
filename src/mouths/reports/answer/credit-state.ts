import type { AuditReport, Finding, Lineage } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';

/** How the repository stands towards one upstream, heaviest first. */
export const CREDIT_STATES = ['not-credited', 'terms-open', 'person', 'complete'] as const;
export type CreditState = (typeof CREDIT_STATES)[number];

const WORDS: Readonly<Record<CreditState, Said>> = {
  'not-credited': say`Not credited`,
  'terms-open': say`Credited, terms open`,
  person: say`A person has to decide`,
  complete: say`Complete`,
};

export function sayCreditState(state: CreditState): Said {
  return WORDS[state];
}

/** Findings that no person has settled: those without a decision that holds, or with the decision to mend them. */
export function openFindings(report: AuditReport): readonly Finding[] {
  const settled = new Set(
    report.decisions
      .filter((one) => one.status === 'current' && one.state !== 'to-fix')
      .map((one) => one.finding),
  );
  return report.findings.filter((finding) => !settled.has(finding.id));
}

/**
 * State towards an upstream that the repository takes from. Weak evidence and disputed dates are for a person to weigh;
 * so is a missing credit that no rule asks for, unless the upstream's files stand there whole.
 */
export function creditState(lineage: Lineage, report: AuditReport): CreditState {
  const asked = report.findings.some(
    (finding) => finding.upstream === lineage.upstream && finding.level !== 'note',
  );
  if (lineage.strength === 'weak' && !asked) return lineage.credited === 'yes' ? 'complete' : 'person';
  if (isDisputed(lineage, report)) return 'person';
  if (lineage.credited === 'no') {
    if (asked) return 'not-credited';
    return lineage.relation === 'source' || lineage.relation === 'carrier' ? 'person' : 'complete';
  }
  const open = openFindings(report).some((finding) => finding.upstream === lineage.upstream);
  return asked || (lineage.credited === 'partly' && open) ? 'terms-open' : 'complete';
}

/** Every match that leads to it is one of which nobody can say from the dates who was first. */
function isDisputed({ upstream }: Lineage, report: AuditReport): boolean {
  const leading = report.modules.flatMap(({ matches }) =>
    matches[0]?.upstream === upstream ? [matches[0]] : [],
  );
  return leading.length > 0 && leading.every(({ order }) => order === 'disputed');
}
