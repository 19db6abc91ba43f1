import * as vscode from 'vscode';
import type { ArtefactEvidence, AuditReport, Finding, Lineage, TimelineEvent } from '../../model/report.ts';
import { inWords, type Said } from '../../model/said.ts';
import { recognise } from './recognise.ts';

/** A report is English and has no locale; these say its sentences in the display language, for showing only. */
export function say(english: string, said?: Said): string {
  if (vscode.l10n.bundle === undefined) return english;
  if (said !== undefined) return inWords(said, (template) => vscode.l10n.bundle?.[template] ?? template);
  return english
    .split('; ')
    .map((clause) => {
      // What a catalogue states of a date is data, with a text of its own where it has one.
      const stated = vscode.l10n.bundle?.[clause];
      const known = stated === undefined ? recognise(clause) : null;
      return known === null
        ? (stated ?? clause)
        : vscode.l10n.t(known.template, ...known.arguments.map(String));
    })
    .join(vscode.l10n.t('; '));
}

/** A sentence that may hold the mark between clauses itself, such as a reason. */
function sayWhole(english: string): string {
  const whole = vscode.l10n.bundle === undefined ? null : recognise(english);
  return whole === null ? say(english) : vscode.l10n.t(whole.template, ...whole.arguments.map(String));
}

export function shownFinding(finding: Finding): Finding {
  return {
    ...finding,
    message: say(finding.message, finding.said),
    fixes: finding.fixes.map((fix) => ({ ...fix, title: say(fix.title, fix.said) })),
    related: finding.related.map((place) => ({ ...place, message: say(place.message, place.said) })),
  };
}

function shownLineage(lineage: Lineage): Lineage {
  return {
    ...lineage,
    why: lineage.why.map((step, at) => say(step, lineage.whySaid?.[at])),
    timeline: lineage.timeline.map(
      (event): TimelineEvent => ({
        ...event,
        event: sayWhole(event.event),
        basis: sayWhole(event.basis),
      }),
    ),
  };
}

function shownArtefact(artefact: ArtefactEvidence): ArtefactEvidence {
  return { ...artefact, facts: artefact.facts.map((fact, at) => say(fact, artefact.factsSaid?.[at])) };
}

const shown = new WeakMap<AuditReport, AuditReport>();

/** The report with its sentences in the display language. Never to be stored, exported or decided on. */
export function shownReport(report: AuditReport): AuditReport {
  if (vscode.l10n.bundle === undefined) return report;
  const known = shown.get(report);
  if (known !== undefined) return known;
  const made: AuditReport = {
    ...report,
    findings: report.findings.map(shownFinding),
    lineage: report.lineage.map(shownLineage),
    artefacts: report.artefacts.map(shownArtefact),
    notExamined: report.notExamined.map((one) => ({ ...one, reason: sayWhole(one.reason) })),
    modules: report.modules.map((module) =>
      module.notCompared === null ? module : { ...module, notCompared: sayWhole(module.notCompared) },
    ),
  };
  shown.set(report, made);
  return made;
}
