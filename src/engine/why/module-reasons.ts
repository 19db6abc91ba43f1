import { judgeEvidence } from '../../compare/calibration.ts';
import { evidenceFor } from '../../compare/evidence-for.ts';
import { languageOf } from '../../languages/table.ts';
import { rateInWords } from '../../model/counted-rate.ts';
import { isFileOnly } from '../../model/known-file.ts';
import type { AuditedModule, AuditReport, MatchBasis, ModuleMatch, Strength } from '../../model/report.ts';
import { day, part, percent, type ReasonPart, type Reasons } from './reasons.ts';

const HALF = 50;
const NEXT: Readonly<Partial<Record<Strength, Strength>>> = {
  weak: 'moderate',
  moderate: 'strong',
  strong: 'conclusive',
};

/** Why a module matches what it matches: one part for each kind of reason, the source first. */
export function moduleReasons(report: AuditReport, module: AuditedModule): Reasons {
  const about = `${module.path}:${module.range.startLine} ${module.symbol} (${module.role}, ${module.tokens} tokens in normal form)`;
  if (module.notCompared !== null) return { about, parts: part('Not compared', [module.notCompared]) };
  const [source, ...others] = module.matches;
  if (source === undefined)
    return {
      about,
      parts: part('No match', [
        'No upstream shares evidence with it that independent code would not.',
        'An upstream that is in no catalogue is not looked for: --catalogue PATH adds one.',
      ]),
    };
  return {
    about,
    parts: [
      ...matchParts(report, source),
      ...part(
        'Other upstreams',
        others.map((match) => {
          const from =
            match.sharedAncestor === null ? '' : `; both sides have it from ${match.sharedAncestor}`;
          return `${nameOf(report, match)}: ${match.strength}, score ${match.score.toFixed(2)}${from}`;
        }),
      ),
    ],
  };
}

function nameOf(report: AuditReport, { version }: Pick<ModuleMatch, 'version'>): string {
  return report.sources.find(({ id }) => id === version)?.name ?? version;
}

function matchParts(report: AuditReport, match: ModuleMatch): readonly ReasonPart[] {
  const calibrated = languageOf(match.path)?.calibrated ?? false;
  const evidence = (HALF * match.score) / (1 - match.score);
  const { path, symbol, range, containment } = match;
  return [
    ...part('What is shared', [
      isFileOnly(match)
        ? `${nameOf(report, match)}: ${path}, of which fragments are known and no modules`
        : `${nameOf(report, match)}: ${path}:${range.startLine}-${range.endLine} ${symbol}`,
      `${percent(containment.local)} of this module's weighted features are there${isFileOnly(match) ? '' : `, ${percent(containment.upstream)} the other way`}. A feature is weighed by how few independent files hold it.`,
      isFileOnly(match) ? null : `longest run in the same order: ${match.longestRun} tokens`,
      match.renames.length === 0
        ? null
        : `renamed throughout: ${match.renames.map(([from, to]) => `${from} -> ${to}`).join(', ')}`,
      ...match.regions.map(
        ({ local, upstream, kind }) =>
          `lines ${local.startLine}-${local.endLine} are lines ${upstream.startLine}-${upstream.endLine} there (${kind})`,
      ),
    ]),
    ...part('How sure', howSure(match, calibrated, evidence)),
    ...part('Dates', [
      `public there: ${day(match.published)}`,
      match.precedes === null
        ? 'The dates do not say who was first.'
        : match.precedes
          ? 'It was public there before it appeared here. Commit dates are self-declared.'
          : 'It appeared here before it was public there: this upstream is not its source.',
    ]),
    ...part('Whose code it is', originLines(report, match)),
    ...part('What would change it', changes(match, calibrated, evidence)),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const BASIS: Readonly<Record<MatchBasis, string>> = {
  content:
    'By itself the module would tell less: its whole file is byte for byte one of this upstream, which had most of it first.',
  file: 'By itself the module would tell less: it is all code of its file together that independent files do not share.',
  statement:
    'By itself the code would tell less: the file names this upstream, or a project that has the same from it, so that chance has one project to hit and not all.',
};

function howSure(match: ModuleMatch, calibrated: boolean, evidence: number): readonly (string | null)[] {
  const rate = match.falsePositiveRate;
  return [
    `evidence ${calibrated ? evidence.toFixed(1) : 'not on the scale of Python'}, score ${match.score.toFixed(2)} of 1: ${match.strength}`,
    rate === null
      ? 'This language is not calibrated: nobody counted how often independent code scores as much, so the match is moderate at most.'
      : `${capital(rateInWords(rate))} (docs/strength.md says how it was counted).`,
    match.basis === undefined ? null : BASIS[match.basis],
    match.retrieval === undefined
      ? null
      : `retrieval ${match.retrieval.toFixed(2)}: orders candidates, no evidence of copying`,
  ];
}

function originLines(report: AuditReport, match: ModuleMatch): readonly (string | null)[] {
  const ancestors = (match.ancestors ?? []).map(
    (one) => `${nameOf(report, { version: one.of })} has it from ${nameOf(report, one)} (${one.statedAt})`,
  );
  const origin = (match.origin ?? []).map(({ project, share, date, root }) => {
    const first = root ? 'had it first' : 'is where it was first seen';
    return `${percent(share)}: ${project ?? 'its own, or not known'} ${project === null ? '' : `${first}, ${day(date ?? null)}`}`.trimEnd();
  });
  return [
    ...origin,
    match.sharedAncestor === null ? null : `Both sides have it from ${match.sharedAncestor}.`,
    ...ancestors,
    match.ties.length === 0
      ? null
      : `Cannot be told from ${match.ties.map((version) => nameOf(report, { version })).join(', ')}.`,
    match.alternatives.length === 0 ? null : `Other candidates: ${match.alternatives.join(', ')}.`,
  ];
}

function changes(match: ModuleMatch, calibrated: boolean, evidence: number): readonly (string | null)[] {
  const next = NEXT[match.strength];
  const needed = next === undefined ? null : evidenceFor(next, { calibrated });
  const least = evidenceFor(match.strength, { calibrated });
  const atRate = judgeEvidence(evidence, { calibrated }).strength;
  return [
    next === undefined
      ? null
      : needed === null
        ? 'A count of this language would let it be more than moderate.'
        : `${next} from evidence ${needed.toFixed(0)} on, score ${(needed / (needed + HALF)).toFixed(2)}: more of the rare features shared.`,
    least === null || !calibrated || atRate !== match.strength
      ? null
      : `less than ${match.strength} under evidence ${least.toFixed(0)}: fewer of them.`,
    match.precedes === null ? 'A history of both sides that dates the files would say who was first.' : null,
    match.ties.length === 0 ? null : 'A part that only one of the versions has would tell them apart.',
  ];
}
