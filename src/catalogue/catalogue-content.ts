import type { ArtefactFacts } from '../artefacts/configs/artefact-facts.ts';
import type { PagePrint } from '../artefacts/prose/page-print.ts';
import type { FilePrint } from '../compare/unit-print.ts';
import type { UpstreamHeader, UpstreamNotice } from '../model/evidence.ts';
import type { Role } from '../model/role.ts';
import type { SourceFacts } from '../model/source-facts.ts';

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
  readonly header: UpstreamHeader;
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

export interface VersionContent {
  readonly source: SourceFacts;
  readonly files: readonly VersionFile[];
  /** Facts of configurations, tokenizers and tensor indexes of this version. */
  readonly artefacts: readonly ArtefactFacts[];
  /** Stems of the Python files in this version's tree. */
  readonly modules: readonly string[];
  readonly pages: readonly VersionPage[];
  readonly notice: UpstreamNotice | null;
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
