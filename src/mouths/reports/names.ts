import type { AuditReport } from '../../model/report.ts';

export interface Names {
  readonly version: (id: string) => string;
  readonly project: (id: string) => string;
}

const named = new WeakMap<AuditReport, Names>();

function readNames({ sources }: AuditReport): Names {
  const versions = new Map(sources.map((source) => [source.id, source.name]));
  const projects = new Map(sources.map((source) => [source.project, source.projectName]));
  return {
    version: (id) => versions.get(id) ?? id,
    project: (id) => projects.get(id) ?? id,
  };
}

/** Names of upstreams and versions, from the facts that the report carries; read once for a report. */
export function namesOf(report: AuditReport): Names {
  const names = named.get(report) ?? readNames(report);
  named.set(report, names);
  return names;
}
