import type { FilePrint } from '../compare/unit-print.ts';
import type { UpstreamHeader, UpstreamNotice } from '../model/evidence.ts';
import type { Role } from '../model/role.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** Order in which unit kinds are numbered in an index. */
export const UNIT_KINDS = ['function', 'method', 'class', 'module'] as const;

/** The JSON part of an index. */
export interface IndexMeta {
  readonly id: string;
  readonly built: string;
  readonly versions: readonly {
    readonly source: SourceFacts;
    readonly files: readonly (readonly [
      content: number,
      path: string,
      role: Role,
      firstCommitted: string | null,
      since: string | null,
      commit: string | null,
    ])[];
    readonly artefacts: readonly number[];
    readonly modules: readonly string[];
    readonly pages: readonly (readonly [page: number, path: string, since: string | null])[];
    readonly notice: UpstreamNotice | null;
  }[];
  readonly contents: readonly {
    readonly blob: string;
    readonly language: FilePrint['language'] | null;
    readonly damage: number;
    readonly header: UpstreamHeader;
  }[];
  readonly pages: readonly { readonly blob: string; readonly words: number }[];
}
