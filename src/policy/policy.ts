import type { FailLevel } from '../decisions/gate.ts';
import type { FindingLevel } from '../model/report.ts';

/** Names (with `*` and `?`) that are welcome, and names that are not; `deny` wins. An absent `allow` admits all. */
export interface Admission {
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
}

/** What a repository asks of itself: the file `.forebear.json` at its root. */
export interface Policy {
  readonly failOn?: FailLevel;
  /** True: a stale or expired decision does not hold a finding back. */
  readonly strictDecisions?: boolean;
  /** Where findings keep their level; elsewhere they become notes. */
  readonly paths?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] };
  /** Projects or versions (`project@version`) of the catalogue. */
  readonly upstreams?: Admission;
  /** SPDX identifiers and LicenseRefs, of the repository's own files and of its upstreams. */
  readonly licenses?: Admission;
  /** Architecture roles whose modules may come from an upstream. */
  readonly roles?: Admission;
  /** Level of a rule's findings in this repository. */
  readonly rules?: Readonly<Record<string, FindingLevel>>;
}

export const POLICY_FILE = '.forebear.json';
