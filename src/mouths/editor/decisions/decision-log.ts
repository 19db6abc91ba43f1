import { markFindings } from '../../../decisions/mark-findings.ts';
import { readDecisions, removeDecisions, writeDecision } from '../../../host/decisions/decision-store.ts';
import type { Decision, DecisionState, Finding } from '../../../model/report.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import type { AuditedRoot } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';

export interface Subject {
  readonly root: AuditedRoot;
  readonly finding: Pick<Finding, 'id' | 'rule' | 'path' | 'basis'>;
}

export interface Conclusion {
  readonly state: DecisionState;
  readonly note: string;
  readonly evidence?: string;
  readonly until?: string;
  readonly by?: string;
}

interface Step {
  readonly subject: Subject;
  readonly before: Decision | null;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Writes and takes back decisions; every change of this window can be undone, the last one first. */
export class DecisionLog {
  private readonly steps: (readonly Step[])[] = [];

  constructor(private readonly store: AuditStore) {}

  async record(subjects: readonly Subject[], conclusion: Conclusion): Promise<void> {
    await this.change(subjects, ({ finding }) => ({
      finding: finding.id,
      rule: finding.rule,
      path: finding.path,
      basis: finding.basis,
      on: today(),
      ...conclusion,
    }));
  }

  async remove(subjects: readonly Subject[]): Promise<void> {
    await this.change(subjects, () => null);
  }

  /** Takes back the last change; answers the findings it was about, empty when there is none. */
  async undo(): Promise<readonly Subject[]> {
    const steps = this.steps.pop() ?? [];
    for (const { subject, before } of steps) await this.write(subject, before);
    await this.mark(steps.map(({ subject }) => subject.root));
    return steps.map(({ subject }) => subject);
  }

  private async change(
    subjects: readonly Subject[],
    decide: (subject: Subject) => Decision | null,
  ): Promise<void> {
    const done: Step[] = [];
    try {
      for (const subject of subjects) {
        const before = await this.current(subject);
        await this.write(subject, decide(subject));
        done.push({ subject, before });
      }
    } finally {
      if (done.length > 0) this.steps.push(done);
      await this.mark(subjects.map(({ root }) => root));
    }
  }

  private async current({ root, finding }: Subject): Promise<Decision | null> {
    const { decisions } = await readDecisions(root.uri.fsPath);
    return decisions.find((decision) => decision.finding === finding.id) ?? null;
  }

  private async write({ root, finding }: Subject, decision: Decision | null): Promise<void> {
    if (root.uri.scheme !== 'file') {
      throw new Error(t('Decisions are files in the repository; {0} cannot be written to.', root.name));
    }
    if (decision === null) {
      await removeDecisions(root.uri.fsPath, [finding.id]);
      return;
    }
    const written = await writeDecision(root.uri.fsPath, decision);
    if (!written.ok) throw new Error(written.message);
  }

  /** Sets the decisions on disk beside the findings of each root, without a new audit. */
  private async mark(roots: readonly AuditedRoot[]): Promise<void> {
    for (const uri of new Set(roots.map((root) => root.uri.toString()))) {
      const root = this.store.get(uri);
      if (root === undefined) continue;
      const { decisions } = await readDecisions(root.uri.fsPath);
      this.store.put({ ...root, report: markFindings(root.report, decisions, today()) });
    }
  }
}
