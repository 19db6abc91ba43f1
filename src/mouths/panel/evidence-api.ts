import type { AuditedModule } from '../../model/report.ts';
import type { Comparison } from './comparison.ts';
import { defineMessage } from './message.ts';
import type { PanelSnapshot } from './panel-snapshot.ts';

/** The pages of the panel; each is addressed by name, some with the id of what they show. */
export const PAGES = [
  'overview',
  'findings',
  'matrix',
  'modules',
  'module',
  'lineage',
  'timeline',
  'licenses',
  'comparisons',
  'coverage',
] as const;
export type Page = (typeof PAGES)[number];

export interface Navigation {
  readonly page: Page;
  /** Module id, finding id or upstream id, by page. */
  readonly id?: string;
  /** Index of a match on the module page. */
  readonly match?: number;
}

/** A place in the audited repository. */
export interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What the editor tells the panel. */
export const ToPanel = {
  /** The whole state, with the strings of the display language. */
  show: defineMessage<{
    /** Null while nothing was audited; comparisons can still be shown. */
    readonly snapshot: PanelSnapshot | null;
    readonly comparisons: readonly Comparison[];
    readonly locale: string;
    readonly strings: Readonly<Record<string, string>>;
  }>('evidence/show'),
  /** One module with all its matches, as asked for by `askModule`. */
  module: defineMessage<AuditedModule>('evidence/module'),
  /** Go to a page. */
  navigate: defineMessage<Navigation>('evidence/navigate'),
} as const;

/** What the panel asks of the editor. */
export const ToEditor = {
  /** The panel has loaded, or has been shown again, and holds nothing. */
  ready: defineMessage<{ readonly root: string | null }>('evidence/ready'),
  askModule: defineMessage<{ readonly id: string }>('evidence/askModule'),
  openPlace: defineMessage<Place>('evidence/openPlace'),
  /** Compare one match, at one of its regions when given. */
  compare: defineMessage<{ readonly module: string; readonly match: number; readonly region?: number }>(
    'evidence/compare',
  ),
  compareAll: defineMessage<{ readonly upstream: string }>('evidence/compareAll'),
  openFinding: defineMessage<{ readonly id: string }>('evidence/openFinding'),
  previewFix: defineMessage<{ readonly id: string; readonly fix: number }>('evidence/previewFix'),
  decide: defineMessage<{ readonly id: string }>('evidence/decide'),
  copyComment: defineMessage<{ readonly id: string }>('evidence/copyComment'),
  openRule: defineMessage<{ readonly id: string }>('evidence/openRule'),
  exportReport: defineMessage<Record<never, never>>('evidence/exportReport'),
  /** Something went wrong inside the panel. */
  failed: defineMessage<{ readonly message: string }>('evidence/failed'),
} as const;
