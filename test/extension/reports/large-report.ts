import type { AuditReport, Finding } from '../../../src/model/report.ts';
import { foundingReport } from './founding-report.ts';

/** Upstreams that take part in a large report. */
const UPSTREAMS = 60;

/**
 * A report of a large repository: as many findings and modules as asked for, in the shape of the small one, with
 * sixty upstreams that each have a lineage, and modules that match several of them.
 */
export function largeReport(findings: number, modules: number): AuditReport {
  const [finding] = foundingReport.findings;
  const [module] = foundingReport.modules;
  const [lineage] = foundingReport.lineage;
  const [source] = foundingReport.sources;
  if (finding === undefined || module === undefined || lineage === undefined || source === undefined)
    throw new Error('The small report has one of each.');
  return {
    ...foundingReport,
    findings: Array.from({ length: findings }, (_, index): Finding => {
      const { upstream: _upstream, ...rest } = finding;
      return {
        ...rest,
        ...(index % 3 === 0 ? { upstream: `upstream-${index % UPSTREAMS}` } : {}),
        id: `finding-${index}`,
        message: `Finding ${index} of a large repository, in a sentence of the usual length.`,
        path: `package_${index % 97}/module_${index}.py`,
        level: index % 5 === 0 ? 'error' : index % 2 === 0 ? 'warning' : 'note',
      };
    }),
    modules: Array.from({ length: modules }, (_, index) => ({
      ...module,
      id: `module-${index}`,
      path: `package_${index % 97}/module_${index}.py`,
      symbol: `Block${index}.forward`,
      matches: module.matches.flatMap((match) =>
        [0, 7, 23].map((step) => ({
          ...match,
          upstream: `upstream-${(index + step) % UPSTREAMS}`,
          version: `upstream-${(index + step) % UPSTREAMS}-1`,
          score: Math.min(1, match.score * (0.2 + (index % 80) / 100)),
        })),
      ),
    })),
    lineage: Array.from({ length: UPSTREAMS }, (_, index) => ({
      ...lineage,
      upstream: `upstream-${index}`,
      version: `upstream-${index}-1`,
      credited: (['yes', 'partly', 'no'] as const)[index % 3] ?? 'no',
    })),
    sources: Array.from({ length: UPSTREAMS }, (_, index) => ({
      ...source,
      id: `upstream-${index}-1`,
      project: `upstream-${index}`,
      projectName: `Upstream ${index}`,
    })),
    notExamined: Array.from({ length: 3000 }, (_, index) => ({
      path: `package_${index % 97}/data/picture_${index}.png`,
      reason: 'a symbolic link: links are not followed',
    })),
  };
}
