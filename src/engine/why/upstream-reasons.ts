import type { AuditReport, Lineage } from '../../model/report.ts';
import { day, part, type Reasons } from './reasons.ts';

/** Why an upstream is named for the repository. */
export function upstreamReasons(report: AuditReport, lineage: Lineage): Reasons {
  const source = report.sources.find(({ id }) => id === lineage.version);
  const modules = report.modules.filter(({ id }) => lineage.evidence.includes(id));
  const artefacts = report.artefacts.filter(({ id }) => lineage.evidence.includes(id));
  const residues = report.residues.filter(({ id }) => lineage.evidence.includes(id));
  const claims = report.claims.filter(({ upstream }) => upstream === lineage.upstream);
  const findings = report.findings.filter(({ upstream }) => upstream === lineage.upstream);
  const leading = modules.flatMap((module) => {
    const match = module.matches.find(({ upstream }) => upstream === lineage.upstream);
    return match === undefined ? [] : [{ module, match }];
  });
  return {
    about: `${source?.name ?? lineage.version}: ${lineage.strength} evidence, ${lineage.relation}`,
    parts: [
      ...part('Evidence', [
        ...leading
          .sort((a, b) => b.match.score - a.match.score)
          .map(
            ({ module, match }) =>
              `${module.path}:${module.range.startLine} ${module.symbol}: ${match.strength}, score ${match.score.toFixed(2)}`,
          ),
        ...artefacts.map((one) => `${one.path} (${one.kind}): ${one.strength ?? 'tells of candidates'}`),
        ...residues.map((one) => `${one.path}:${one.line} still holds "${one.text}"`),
      ]),
      ...part('How sure', [
        'An upstream is named from one strong module, from two moderate ones, from a moderate one that is mostly there, or from an artefact of moderate strength; weak matches lead to nothing.',
        `The strength is that of its strongest evidence: ${lineage.strength}.`,
      ]),
      ...part('Steps', lineage.why),
      ...part('Dates', [
        `published: ${day(source?.published ?? null)}${source === undefined || source.publishedBasis === '' ? '' : ` (${source.publishedBasis})`}`,
        ...lineage.timeline.map(({ date, event, basis }) => `${date.slice(0, 10)}: ${event} (${basis})`),
      ]),
      ...part('Credit', [
        lineage.credited === 'yes'
          ? 'The repository credits it.'
          : lineage.credited === 'partly'
            ? 'The repository credits it in part.'
            : 'The repository does not credit it.',
        ...claims.map(({ path, line, force, text }) => `${path}:${line} (${force}): ${text}`),
      ]),
      ...part('Terms', [
        source === undefined
          ? null
          : `code: ${source.codeLicense.expression} (${source.codeLicense.source}); weights: ${source.weightsLicense.expression} (${source.weightsLicense.source})`,
        ...findings.map(({ id, level, rule, path }) => `${level} ${rule} at ${path} [${id}]`),
      ]),
      ...part('What would change it', [
        leading.length > 0
          ? 'Without the modules above it would not be named; "forebear why PATH:SYMBOL" says what each rests on.'
          : null,
        lineage.credited === 'yes'
          ? null
          : 'A sentence in the README that the project builds on it, or a comment in each file above, is credit.',
        'An earlier date of these files here than there would make the order disputed.',
      ]),
    ],
  };
}
