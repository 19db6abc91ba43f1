import type { DraftClaim } from './draft-claim.ts';
import type { EffectiveLicense } from './effective-license.ts';
import type {
  ArtefactEvidence,
  AuditedModule,
  LicenseRecord,
  Lineage,
  LineRange,
  Residue,
} from './report.ts';
import type { SourceFacts } from './source-facts.ts';

/** A lineage before credit is worked out; `lineageWithCredit` completes it. */
export type DraftLineage = Omit<Lineage, 'claimed' | 'credited'>;

/** One copyright line as it stands in a file. */
export interface CopyrightLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly holder: string;
  /** Every year the line names, ascending; empty when it names none. */
  readonly years: readonly number[];
}

/** The comment block at the top of a code file, comment marks included. */
export interface FileHeader {
  readonly range: LineRange;
  readonly text: string;
}

/** What the comment at the top of a file says, kept without its text. */
export interface UpstreamHeader {
  /** Copyright lines as they stand. */
  readonly copyrights: readonly string[];
  /** SPDX expression that the header states, or ''. */
  readonly licenseExpression: string;
  /** 32-bit hashes of the header's lines, in order; see header-facts.ts for what is hashed. */
  readonly lineHashes: readonly number[];
}

/** A NOTICE file kept without its text: hash and number of words of each line that is not empty. */
export interface UpstreamNotice {
  readonly path: string;
  readonly lines: readonly (readonly [hash: number, words: number])[];
}

/** How one file came into the audited history. */
export interface Arrival {
  /** ISO date of the commit that brought it; null when not known. */
  readonly date: string | null;
  /** Commits that change its content, the one that brought it included. */
  readonly commits: number;
}

/** What git tells about the audited tree; absent facts are null. */
export interface HistoryFacts {
  readonly authors: readonly { readonly name: string; readonly commits: number }[];
  /** For code files that hold a matched module; may be empty. */
  readonly arrivals: ReadonlyMap<string, Arrival>;
  /** Commits in the whole history; null in a shallow clone. */
  readonly commits: number | null;
}

/** Everything a rule may look at. Assembled once by the audit; rules compute nothing from files. */
export interface Evidence {
  readonly target: {
    /** Name of the folder or repository, without owner. */
    readonly name: string;
    /** ISO date of the first commit; null when not known. */
    readonly firstCommitDate: string | null;
  };
  /** Every file of the tree, relative with `/`, examined or not. */
  readonly paths: readonly string[];
  readonly modules: readonly AuditedModule[];
  readonly residues: readonly Residue[];
  readonly artefacts: readonly ArtefactEvidence[];
  readonly lineage: readonly DraftLineage[];
  /** License detections of all files. */
  readonly licenses: readonly LicenseRecord[];
  /** License that a file of the tree stands under; absent where the scopes were not read. */
  readonly licenseOf?: (path: string) => EffectiveLicense;
  /** Copyright lines by path; a path without any may be absent. */
  readonly copyrights: ReadonlyMap<string, readonly CopyrightLine[]>;
  /** Whole text, but for what a page hides, of README*, model cards, NOTICE*, LICENSE*, CITATION*, ACKNOWLEDG*, THIRD_PARTY*, docs/about* and the like, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Leading comment of each code file that holds a matched module, by path; a file without a header is absent. */
  readonly headers: ReadonlyMap<string, FileHeader>;
  /** `extractClaims` of every text and code file, in any order. */
  readonly claims: readonly DraftClaim[];
  /** What would be credit and counts as none: no reader of the page sees it. */
  readonly hidden?: readonly DraftClaim[];
  /** Facts of the catalogue's versions that lineage, modules or artefacts name, by version id; more may be given. */
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** Facts of further projects that comments name, and that nothing here matches. */
  readonly named?: readonly SourceFacts[];
  /** Headers of an upstream file at every state, the given version's first; none known: nothing is asked. */
  readonly upstreamHeaders?: (version: string, path: string) => readonly UpstreamHeader[];
  /** Files that are byte for byte some state of an upstream's file. */
  readonly unchanged?: ReadonlySet<string>;
  /** The project of the world that first had a file's content byte for byte, by path: not this repository. */
  readonly keptFrom?: ReadonlyMap<string, string>;
  /** Files in which a comment says that code was changed. */
  readonly changeStated?: ReadonlySet<string>;
  /** NOTICE of an upstream version; null when it has none or it is not known. */
  readonly upstreamNotice?: (version: string) => UpstreamNotice | null;
  /** Null without git. */
  readonly history: HistoryFacts | null;
}
