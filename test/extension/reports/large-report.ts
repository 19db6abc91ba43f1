import type { AuditReport, Finding } from '../../../src/core/model/report.ts';
import { foundingReport } from './founding-report.ts';

/** A report of a large repository: as many findings and modules as asked for, in the shape of the small one. */
export function largeReport(findings: number, modules: number): AuditReport {
  const [finding] = foundingReport.findings;
  const [module] = foundingReport.modules;
  if (finding === undefined || module === undefined)
    throw new Error('The small report has a finding and a module.');
  return {
    ...foundingReport,
    findings: Array.from({ length: findings }, (_, index): Finding => {
      const { upstream: _upstream, ...rest } = finding;
      return {
        ...rest,
        ...(index % 3 === 0 ? { upstream: index % 2 === 0 ? 'river-v' : 'lake-vl' } : {}),
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
      matches: module.matches.map((match) => ({
        ...match,
        score: Math.min(1, match.score * (0.2 + (index % 80) / 100)),
      })),
    })),
  };
}
