import type { Role } from './role.ts';

/** A license as stated for one slot of one upstream version. */
export interface StatedLicense {
  /** SPDX expression, `LicenseRef-…`, `NONE` (no license given) or `NOASSERTION` (not known). */
  readonly expression: string;
  /** Where it is stated: path in the upstream's repository, or a sentence. */
  readonly source: string;
  /** ISO dates between which this license stood; absent: as far as known. */
  readonly from?: string;
  readonly until?: string;
}

export interface AncestorFact {
  /** Path in this upstream. */
  readonly file: string;
  /** Project id in the catalogue, or a plain name when it has no entry. */
  readonly from: string;
  /** Where that is said, e.g. `header comment, line 1`. */
  readonly statedAt: string;
  /** True when all that the file shares with others is likely to be from there: it names no source then. */
  readonly whole?: boolean;
  /** The classes and functions of the file that come from there; absent where it is not recorded which. */
  readonly symbols?: readonly string[];
}

/** What the catalogue knows about one version of one upstream. */
export interface SourceFacts {
  /** Version id, unique in a catalogue. */
  readonly id: string;
  /** Project id: versions of one upstream share it. */
  readonly project: string;
  /** Name of the project, credited in text, e.g. `MiniCPM-V`. */
  readonly projectName: string;
  readonly name: string;
  readonly nameZh?: string;
  readonly organisation: string;
  readonly organisationZh?: string;
  /** `owner/name` on GitHub, a URL or a path. */
  readonly repository: string;
  /** Set when `repository` is not the official one, e.g. `copy of the official history`. */
  readonly repositoryIs?: string;
  /** Other repositories, `owner/name`, that hold the same commits, e.g. a fork. */
  readonly alternates?: readonly string[];
  /** The official home that a credit should name. */
  readonly homepage?: string;
  readonly commit: string | null;
  /** ISO date of first publication of this version and what that rests on. */
  readonly published: string | null;
  readonly publishedBasis: string;
  readonly codeLicense: StatedLicense;
  /** Licenses of the code that stood before, oldest first: what was taken then is under them. */
  readonly earlierCodeLicenses?: readonly StatedLicense[];
  /** As it stood when this version was published: the one that binds whoever took it then. */
  readonly weightsLicense: StatedLicense;
  /** Licenses of the weights that stood later, oldest first. */
  readonly laterWeightsLicenses?: readonly StatedLicense[];
  /** Versions in the catalogue that these weights are built on and whose license binds what is derived from them. */
  readonly weightsBases?: readonly { readonly version: string; readonly statedAt: string }[];
  /** Copyright lines to keep, as they stand in the upstream. */
  readonly copyrights: readonly string[];
  /** Path of the upstream's NOTICE file, if it has one. */
  readonly noticeFile?: string;
  readonly files: readonly {
    readonly path: string;
    readonly role: Role;
    readonly firstCommitted: string | null;
  }[];
  readonly identifiers: readonly string[];
  readonly specialTokens: readonly string[];
  readonly configKeys: readonly string[];
  readonly tensorPrefixes: readonly string[];
  readonly ancestors: readonly AncestorFact[];
  /** Names by which a README may credit it, the official name first. */
  readonly aliases: readonly string[];
  /** How to cite it: paper title or identifiers, if any. */
  readonly citations: readonly string[];
  /** True when only facts are known and no code is indexed. */
  readonly factsOnly: boolean;
  readonly notes?: string;
}
