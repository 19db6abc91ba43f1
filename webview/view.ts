import type { AuditedModule } from '../src/model/report.ts';
import type { Comparison } from '../src/mouths/panel/comparison.ts';
import type { Navigation, PairCode } from '../src/mouths/panel/evidence-api.ts';
import type { PanelSnapshot, SourceRow } from '../src/mouths/panel/panel-snapshot.ts';
import type { UiState } from './state.ts';
import { isChinese } from './strings.ts';

/** What a page is drawn from, and what it can do. */
export interface View {
  readonly snapshot: PanelSnapshot;
  readonly comparisons: readonly Comparison[];
  readonly ui: UiState;
  /** The details of a module; null while the editor is asked for them. */
  module(id: string): AuditedModule | null;
  /** Both texts of a match; null while the editor is asked for them. */
  code(module: string, match: number): PairCode | null;
  go(navigation: Navigation): void;
  /** Keeps a setting and draws the page again. */
  set(change: Partial<UiState>): void;
  /** Keeps a setting without drawing. */
  keep(change: Partial<UiState>): void;
}

export function sourceOf(view: View, project: string, version?: string): SourceRow | undefined {
  const { sources } = view.snapshot;
  return (
    sources.find((source) => source.project === project && source.id === version) ??
    sources.find((source) => source.project === project)
  );
}

export function sourceName(view: View, project: string, version?: string): string {
  const source = sourceOf(view, project, version);
  if (source === undefined) return project;
  if (source.id !== version) return source.projectName;
  return isChinese() ? (source.nameZh ?? source.name) : source.name;
}
