import * as vscode from 'vscode';
import type { AuditedModule, AuditReport, Finding } from '../../../model/report.ts';
import type { ReviewReport } from '../../../model/review.ts';
import type { SourceFacts } from '../../../model/source-facts.ts';
import { shownReport } from '../shown-report.ts';

/** A folder and the report about it. */
export interface AuditedRoot {
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly report: AuditReport;
  /** Catalogues beside the built-in one and the settings, absolute paths. */
  readonly catalogues: readonly string[];
  /** Where the report came from: a run in this window, an earlier run, or a file. */
  readonly origin: 'run' | 'stored' | 'file';
  /** Set while the root is seen as a change against an earlier state. */
  readonly review?: ReviewReport;
}

/** The address of a file of the report; null for a path that would leave the root. */
export function fileOf(root: AuditedRoot, path: string): vscode.Uri | null {
  if (path.startsWith('/') || /^[a-z]+:/i.test(path) || path.includes('\\')) return null;
  if (path.split('/').includes('..')) return null;
  return vscode.Uri.joinPath(root.uri, path);
}

/** The path inside the root of a file below it, with `/`; null for any other. */
export function pathIn(root: AuditedRoot, uri: vscode.Uri): string | null {
  const { scheme, authority, path } = root.uri;
  if (uri.scheme !== scheme || uri.authority !== authority) return null;
  const base = path.endsWith('/') ? path : `${path}/`;
  return uri.path.startsWith(base) ? uri.path.slice(base.length) : null;
}

/** A report counts lines from 1, the editor from 0. */
export function rangeOf(range: { readonly startLine: number; readonly endLine: number }): vscode.Range {
  const first = Math.max(0, range.startLine - 1);
  return new vscode.Range(first, 0, Math.max(first, range.endLine - 1), Number.MAX_SAFE_INTEGER);
}

export function findingById(root: AuditedRoot, id: string): Finding | undefined {
  return shownReport(root.report).findings.find((finding) => finding.id === id);
}

export function moduleById(root: AuditedRoot, id: string): AuditedModule | undefined {
  return shownReport(root.report).modules.find((module) => module.id === id);
}

/** The facts of an upstream version; of any version of the project when that one is not named. */
export function sourceOf(root: AuditedRoot, project: string, version?: string): SourceFacts | undefined {
  const { sources } = root.report;
  return (
    sources.find((source) => source.project === project && source.id === version) ??
    sources.find((source) => source.project === project)
  );
}

export function upstreamName(root: AuditedRoot, project: string, version?: string): string {
  const source = sourceOf(root, project, version);
  if (source === undefined) return project;
  if (version !== source.id) return source.projectName;
  return vscode.env.language.startsWith('zh') ? (source.nameZh ?? source.name) : source.name;
}
