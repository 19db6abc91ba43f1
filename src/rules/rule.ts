import type { Credit } from '../credit/credit.ts';
import type { RepositoryLicenses } from '../licenses/slots.ts';
import type { Evidence } from '../model/evidence.ts';
import type { FindingLevel, Fix, LineRange, RelatedPlace } from '../model/report.ts';
import type { Said } from '../model/said.ts';
import type { Derivation } from './derivations.ts';
import type { SameOwner } from './same-owner.ts';

/** What the evidence comes to, worked out once for all rules. */
export interface Reading {
  readonly derivations: readonly Derivation[];
  readonly licenses: RepositoryLicenses;
  /** Credit for one upstream. */
  readonly credit: (upstream: string) => Credit;
  /** What ties the repository to the owner of an upstream; null when nothing does. */
  readonly owner: (upstream: string) => SameOwner | null;
  /** Path of the top-level README; null when there is none. */
  readonly readme: string | null;
}

/** A fix whose title can be said in any language. */
export type DraftFix = Omit<Fix, 'title' | 'said'> & { readonly title: Said };
/** A place whose message can be said in any language. */
export type DraftPlace = Omit<RelatedPlace, 'message' | 'said'> & { readonly message: Said };

/** A finding before it has an identity. */
export interface FindingDraft {
  readonly level: FindingLevel;
  /** What, where, and the next step. */
  readonly message: Said;
  readonly path: string;
  readonly range: LineRange;
  readonly upstream?: string;
  /** License and section that ask for it, e.g. `Apache-2.0 4(b)`. */
  readonly duty?: string;
  readonly fixes?: readonly DraftFix[];
  readonly related?: readonly DraftPlace[];
  readonly evidence?: readonly string[];
  /** What tells this finding from others of the rule in the same file; no line numbers. */
  readonly key: string;
  /** Facts that the conclusion rests on: when one changes, an earlier decision is stale. */
  readonly basis: readonly string[];
}

/** One duty or credit that can be missing. `page.md` in its room explains it; `cases/` holds what it must find and what not. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  /** Level of its most serious finding. */
  readonly level: FindingLevel;
  /** Why it matters, in one sentence. */
  readonly why: string;
  /** True when some of its findings carry a fix. */
  readonly fixable: boolean;
  readonly check: (evidence: Evidence, reading: Reading) => readonly FindingDraft[];
}

export const TOP_OF_FILE: LineRange = { startLine: 1, endLine: 1 };
