import type { ArtefactFacts } from '../../artefacts/configs/artefact-facts.ts';
import type { LocalPage } from '../../artefacts/prose/page-print.ts';
import type { LicenseDetection } from '../../licenses/detect.ts';
import type { PathTerms } from '../../licenses/scopes/path-terms.ts';
import type { DraftClaim } from '../../model/draft-claim.ts';
import type { CopyrightLine, FileHeader } from '../../model/evidence.ts';
import type { GapKind, LeftKind } from '../../model/gap.ts';
import type { LineRange, MatchedRegion } from '../../model/report.ts';
import type { Role } from '../../model/role.ts';
import type { UpstreamPlace } from '../../model/upstream-place.ts';
import type { Pedigree } from '../../origins/pedigree.ts';
import type { CreditedOrigins } from '../../origins/stated-origins.ts';

/** One local unit and one upstream unit that share evidence. */
export interface UnitPair {
  /** Position in the module's units. */
  readonly unit: number;
  readonly evidence: number;
  /** Weight of the shared grams. */
  readonly shared: number;
  /** Weight of the whole upstream unit. */
  readonly upstreamWeight: number;
  /** In normal-form tokens. */
  readonly longestRun: number;
  readonly regions: readonly MatchedRegion[];
  readonly renames: readonly (readonly [from: string, to: string])[];
  /** Own names of both sides that take part in the shared grams but in no one-to-one renaming. */
  readonly contradictions: number;
  readonly places: readonly UpstreamPlace[];
  /** Who had first what both sides share; absent without a world. */
  readonly holders?: SharedHolders;
}

/** Weight of shared grams by the file of the world that had them first. */
export interface SharedHolders {
  readonly whole: number;
  /** Position of the project, number of the file, and weight, most first. */
  readonly files: readonly (readonly [project: number, file: number, weight: number])[];
}

export interface LocalUnit {
  readonly symbol: string;
  readonly role: Role;
  readonly range: LineRange;
  readonly tokens: number;
  readonly weight: number;
}

/** A class, or the functions of one role in a file, with the upstream units that resemble them. */
export interface LocalModule {
  readonly symbol: string;
  readonly role: Role;
  readonly range: LineRange;
  readonly tokens: number;
  readonly units: readonly LocalUnit[];
  readonly pairs: readonly UnitPair[];
  /** Its grams by origin; absent without a world. */
  readonly pedigree?: Pedigree;
}

/** A distinctive word of an upstream found in a file. */
export interface Sighting {
  readonly line: number;
  readonly text: string;
  readonly kind: 'identifier' | 'special-token' | 'config-key' | 'reference' | 'comment';
  /** Project ids that have the word. */
  readonly projects: readonly string[];
}

/** Everything that one file says, independent of any other file and of dates. JSON-safe: it is cached. */
export interface FileAnalysis {
  readonly path: string;
  /** Git's id of its content; null when it was not worked out. */
  readonly blob: string | null;
  readonly language: string | null;
  readonly modules: readonly LocalModule[];
  /** Git's id of the content of a known upstream that it has, but for ends of lines at most; absent where none has it. */
  readonly kept?: string;
  /** Project of the world that first had this content; absent where none had. */
  readonly unchanged?: number;
  /** Whom the file names as a source: `owner/name`, a package, or a name, in lower case. Absent: nobody. */
  readonly stated?: CreditedOrigins;
  readonly licenses: readonly LicenseDetection[];
  /** What it states of other files by their paths: of REUSE.toml and the like; absent elsewhere. */
  readonly terms?: readonly PathTerms[];
  readonly copyrights: readonly CopyrightLine[];
  readonly claims: readonly DraftClaim[];
  /** What would be credit, in text that no reader of the page sees. */
  readonly hidden?: readonly DraftClaim[];
  /** A comment in it says that its code was changed; absent where none does. */
  readonly changeStated?: true;
  readonly header: FileHeader | null;
  readonly sightings: readonly Sighting[];
  readonly artefact: ArtefactFacts | null;
  /** Print of the prose, for front pages and model cards. */
  readonly page: LocalPage | null;
  /** Kept for the few documents that rules read. */
  readonly text: string | null;
  /** Why a part of the file was not looked at. */
  readonly notExamined: string | null;
  readonly gap: GapKind;
  readonly kind?: LeftKind;
  /** Bytes of code, and how many of them were parsed and looked up; null for a file without code. */
  readonly coverage: { readonly bytes: number; readonly compared: number; readonly lines: number } | null;
}
