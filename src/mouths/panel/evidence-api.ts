import type { AuditedModule } from '../../model/report.ts';
import type { Comparison } from './comparison.ts';
import { defineMessage } from './message.ts';
import type { FirstPage, OtherPages } from './panel-snapshot.ts';

/** The pages of the panel; each is addressed by name, some with the id of what they show. */
export const PAGES = ['answer', 'proof', 'duties', 'history', 'coverage', 'comparisons'] as const;
export type Page = (typeof PAGES)[number];

export interface Navigation {
  readonly page: Page;
  /** By page: a module or an upstream (proof), a finding or an upstream (duties), an upstream (answer, history). */
  readonly id?: string;
  /** Index of a match of a module. */
  readonly match?: number;
  /** Index of a matched stretch, to begin there. */
  readonly region?: number;
}

/** The texts of both sides of a match, as lines from the first of each file. */
export interface PairCode {
  readonly module: string;
  readonly match: number;
  readonly local: CodeSide;
  readonly upstream: CodeSide;
}

/** `absent`: why there is no text, and whether it could be brought from a network. */
export type CodeSide =
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | { readonly kind: 'absent'; readonly reason: string; readonly canFetch: boolean };

/** A place in the audited repository. */
export interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What the editor tells the panel. */
export const ToPanel = {
  /** What was audited and how it answers, with the strings of the display language. */
  show: defineMessage<{
    /** Null while nothing was audited; comparisons can still be shown. */
    readonly first: FirstPage | null;
    readonly comparisons: readonly Comparison[];
    readonly locale: string;
    readonly strings: Readonly<Record<string, string>>;
  }>('evidence/show'),
  /** What the other pages show of the report that was shown last, as asked for by `askRest`. */
  rest: defineMessage<OtherPages>('evidence/rest'),
  /** One module with all its matches, as asked for by `askModule`. */
  module: defineMessage<AuditedModule>('evidence/module'),
  /** The code of a match, as asked for by `askCode`. */
  code: defineMessage<PairCode>('evidence/code'),
  /** Go to a page. */
  navigate: defineMessage<Navigation>('evidence/navigate'),
} as const;

/** What the panel asks of the editor. */
export const ToEditor = {
  /** The panel has loaded, or has been shown again, and holds nothing. */
  ready: defineMessage<{ readonly root: string | null }>('evidence/ready'),
  /** A page other than the first is wanted. */
  askRest: defineMessage<Record<never, never>>('evidence/askRest'),
  askModule: defineMessage<{ readonly id: string }>('evidence/askModule'),
  /** `fetch`: bring the upstream's text from the network, where a person says so. */
  askCode: defineMessage<{ readonly module: string; readonly match: number; readonly fetch: boolean }>(
    'evidence/askCode',
  ),
  openPlace: defineMessage<Place>('evidence/openPlace'),
  /** Open both files of a match in the editor's own diff, at one of its regions when given. */
  compare: defineMessage<{ readonly module: string; readonly match: number; readonly region?: number }>(
    'evidence/compare',
  ),
  openFinding: defineMessage<{ readonly id: string }>('evidence/openFinding'),
  previewFix: defineMessage<{ readonly id: string; readonly fix: number }>('evidence/previewFix'),
  /** Apply the fixes of these findings, after a preview of what they write. */
  applyFixes: defineMessage<{ readonly findings: readonly string[] }>('evidence/applyFixes'),
  decide: defineMessage<{ readonly id: string }>('evidence/decide'),
  copyComment: defineMessage<{ readonly id: string }>('evidence/copyComment'),
  openRule: defineMessage<{ readonly id: string }>('evidence/openRule'),
  exportReport: defineMessage<Record<never, never>>('evidence/exportReport'),
  /** Something went wrong inside the panel. */
  failed: defineMessage<{ readonly message: string }>('evidence/failed'),
} as const;
