import type { ArtefactFacts } from '../artefacts/configs/artefact-facts.ts';
import type { PagePrint } from '../artefacts/prose/page-print.ts';
import type { Role } from '../model/role.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import type { FilePrint } from '../similarity/unit-print.ts';

/** What the comment at the top of a file says, kept without its text. */
export interface HeaderFacts {
  /** Copyright lines as they stand. */
  readonly copyrights: readonly string[];
  /** SPDX expression that the header states, or ''. */
  readonly licenseExpression: string;
  /** 32-bit hashes of the header's lines, in order; see header-facts.ts for what is hashed. */
  readonly lineHashes: readonly number[];
}

/** One state of one file of one version; a file with a history has several. Versions whose file did not change share the content. */
export interface VersionFile {
  readonly path: string;
  readonly role: Role;
  /** Git blob id. */
  readonly blob: string;
  /** ISO date of the commit that introduced the file, if known. */
  readonly firstCommitted: string | null;
  /** ISO date from which exactly this content was public at this path, if known. */
  readonly since: string | null;
  /** A commit that has this content at this path. */
  readonly commit: string | null;
}

/** What one file content holds, whichever versions have it. */
export interface FileContent {
  readonly blob: string;
  readonly header: HeaderFacts;
  /** Null when the language is not compared. */
  readonly print: FilePrint | null;
}

/** A front page or model card of a version. */
export interface VersionPage {
  readonly path: string;
  /** Git blob id. */
  readonly blob: string;
  /** ISO date from which exactly this content was public at this path, if known. */
  readonly since: string | null;
}

/** What one page's content says, whichever versions have it. */
export interface PageContent {
  readonly blob: string;
  readonly print: PagePrint;
}

/** A NOTICE file kept without its text: hash and number of words of each line that is not empty. */
export interface NoticeFacts {
  readonly path: string;
  readonly lines: readonly (readonly [hash: number, words: number])[];
}

export interface VersionContent {
  readonly source: SourceFacts;
  readonly files: readonly VersionFile[];
  /** Facts of configurations, tokenizers and tensor indexes of this version. */
  readonly artefacts: readonly ArtefactFacts[];
  /** Stems of the Python files in this version's tree. */
  readonly modules: readonly string[];
  readonly pages: readonly VersionPage[];
  readonly notice: NoticeFacts | null;
}

/** Everything that a catalogue index holds. */
export interface CatalogueContent {
  readonly id: string;
  /** ISO date of the newest commit among the versions: a rebuild of the same entries says the same. */
  readonly built: string;
  readonly versions: readonly VersionContent[];
  /** One for each blob that a version's file names. */
  readonly contents: readonly FileContent[];
  /** One for each blob that a version's page names. */
  readonly pages: readonly PageContent[];
}
