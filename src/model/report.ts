import type { LeftKind } from './gap.ts';
import type { DeclaredBase, LicensePart, LicenseRow, LicenseSlot } from './license-part.ts';
import type { ForkedAt, KeptFiles, Publisher } from './repository-identity.ts';
import type { Role } from './role.ts';
import type { Said } from './said.ts';
import type { SourceFacts } from './source-facts.ts';

/** Version of the report's shape. Changes together with docs/report.schema.json. */
export const REPORT_SCHEMA_VERSION = 2;

/** Versions of the shape that are still read: what is new in a later one is optional. */
export const READABLE_SCHEMA_VERSIONS = [1, 2] as const;

export const isReadableVersion = (version: unknown): boolean =>
  READABLE_SCHEMA_VERSIONS.some((one) => one === version);

/** Lines count from 1; both ends belong to the range. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** Strength of evidence, strongest first. Cut on `falsePositiveRate`; see docs/strength.md. */
export const STRENGTHS = ['conclusive', 'strong', 'moderate', 'weak'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** One aligned stretch: `kind` says how alike the two sides are. */
export interface MatchedRegion {
  readonly local: LineRange;
  readonly upstream: LineRange;
  readonly kind: 'verbatim' | 'renamed' | 'rewritten';
}

/** Whom the catalogue names as the source of matched upstream code. */
export interface StatedAncestor {
  /** Project id in the catalogue. */
  readonly upstream: string;
  /** Its latest version that was public in time. */
  readonly version: string;
  /** Version that has the code from there. */
  readonly of: string;
  /** Where that is said, e.g. `header comment, line 1`. */
  readonly statedAt: string;
}

/** What an origin's date rests on: its history, a publication in one piece, or a history with gaps. */
export type DateKind = 'history' | 'published' | 'not later than';

/** The part of one module that one project had first. */
export interface OriginShare {
  /** Id of a project of the world or the catalogue; null: the module's own, or unknown. */
  readonly project: string | null;
  /** `https://…`, where the project is public. */
  readonly repository?: string;
  /** SPDX expression of the project as the world was built. */
  readonly license?: string;
  /** The file of the project that has most of it. */
  readonly path?: string;
  /** ISO date from which the project had it. */
  readonly date?: string;
  readonly dateKind?: DateKind;
  /** 0..1 of the module's weighted features. */
  readonly share: number;
  /** Nothing in that file names another source: only then is it more than "first seen in". */
  readonly root: boolean;
  /** Other projects that have this part, earliest first. */
  readonly alsoIn: readonly string[];
  /** True where only the audited file's own words name it: its share could not be told from others'. */
  readonly stated?: boolean;
}

/** The nearest known copy of a module, which may be a carrier of somebody else's code. */
export interface Route {
  readonly project: string;
  readonly version?: string;
  readonly path: string;
}

/** Of the upstream against the audited code. 'disputed': dates that only the audited side vouches for say otherwise. */
export type Order = 'before' | 'after' | 'disputed' | 'unknown';

export type MatchBasis = 'content' | 'file' | 'statement';

/** A module and an upstream module that share evidence. */
export interface ModuleMatch {
  /** Project id in the catalogue, e.g. `minicpm-v`. */
  readonly upstream: string;
  /** Version id in the catalogue, e.g. `minicpm-llama3-v-2.5-launch`. */
  readonly version: string;
  readonly path: string;
  readonly symbol: string;
  readonly range: LineRange;
  /** 0..1, comparable between any two comparisons. */
  readonly score: number;
  readonly strength: Strength;
  /** Share (0..1) of each side's weighted features found on the other side. */
  readonly containment: { readonly local: number; readonly upstream: number };
  /** Longest aligned run, in tokens of the local side. */
  readonly longestRun: number;
  /** Share of independently written pairs that score at least this much; null where it was not counted for the language. */
  readonly falsePositiveRate: number | null;
  /**
   * What makes it this strong where the module's own code does not: 'content': its file is byte for byte one of the
   * upstream's, who had most of it first; 'file': all code of its file together; 'statement':
   * the file names the upstream, or a project that has the same from it, and shares more than chance does with just that.
   */
  readonly basis?: MatchBasis;
  /** Consistent one-to-one renamings, from the upstream's name to the local one. */
  readonly renames: readonly (readonly [from: string, to: string])[];
  readonly regions: readonly MatchedRegion[];
  /** ISO date on which the upstream module was first public, if known. */
  readonly published: string | null;
  /** Whether the upstream was public before the audited module appeared; null when either date is unknown. */
  readonly precedes: boolean | null;
  /** Versions of the same upstream that this evidence cannot tell apart, earliest first. */
  readonly ties: readonly string[];
  /** Set when the shared code came to both sides from this earlier upstream. */
  readonly sharedAncestor: string | null;
  /** From whom the upstream has this code itself, nearest first; absent when nothing is stated. */
  readonly ancestors?: readonly StatedAncestor[];
  /** Other upstreams with the same evidence, weaker or later, as `project@version`. */
  readonly alternatives: readonly string[];
  /** Who had the module's code first, largest share first; absent when the origins were not looked up. */
  readonly origin?: readonly OriginShare[];
  readonly route?: Route;
  readonly order?: Order;
  /** 0..1, which upstream it could be; orders candidates and is no evidence of copying. */
  readonly retrieval?: number;
}

export interface AuditedModule {
  readonly id: string;
  readonly path: string;
  readonly range: LineRange;
  readonly symbol: string;
  readonly role: Role;
  /** Size in normal-form tokens. */
  readonly tokens: number;
  /** Set when the module was not compared, e.g. under the size floor. */
  readonly notCompared: string | null;
  readonly matches: readonly ModuleMatch[];
}

/** A name, comment, string, typo or special token of an upstream left in the audited repository. */
export interface Residue {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly kind: 'identifier' | 'special-token' | 'config-key' | 'reference' | 'comment';
  readonly upstream: string;
}

/** A published model whose configuration the audited one is like. */
export interface ModelCandidate {
  /** `owner/name` of the model hubs, or the name under which its source lists it. */
  readonly model: string;
  /** Models of one lineage stem from each other; those of two lineages are independent. */
  readonly lineage: string;
  /** Keys whose values are known on both sides and are not equal. */
  readonly differs?: readonly string[];
  /** `https://…` of the file that states the model's sizes. */
  readonly source: string;
}

/**
 * How a configuration is like the candidates. 'named': sizes, vocabulary, architecture and enough free values, and no other
 * known model fits. 'same': sizes and vocabulary. 'shape': another vocabulary. 'depth': another number of layers.
 * 'experts': a dense model's widths with experts. 'common': a shape that independent projects share; it weighs nothing.
 */
export type ConfigurationLikeness = 'named' | 'same' | 'shape' | 'depth' | 'experts' | 'common';

/** What a file that is no code shares: with one upstream, or, where it tells and does not show, with a set of candidates. */
export interface ArtefactEvidence {
  readonly id: string;
  readonly path: string;
  readonly kind: 'config' | 'tokenizer' | 'tensor-index' | 'weights' | 'predictions' | 'prose';
  /** Absent when the file only tells of candidates: then there is no strength and no lineage either. */
  readonly upstream?: string;
  readonly strength?: Strength;
  readonly candidates?: readonly ModelCandidate[];
  readonly likeness?: ConfigurationLikeness;
  /** Model from which the file says that it was loaded, where nothing else in the repository names it. */
  readonly loadedFrom?: string;
  readonly facts: readonly string[];
  /** The facts once more, in the same order, for a reader of another language. */
  readonly factsSaid?: readonly Said[];
}

/**
 * 'source': copied from. 'carrier': has the code from somebody else, as the audited repository does. 'ancestor': reached
 * through another upstream. 'fork': shares its first commits, under another owner. 'copy': its files published again
 * without its history. 'vendored': a third-party tree kept whole. 'self': the audited repository is this upstream.
 */
export type Relation = 'source' | 'carrier' | 'ancestor' | 'fork' | 'copy' | 'vendored' | 'self';

/** All evidence that ties the repository to one upstream version. */
export interface Lineage {
  readonly upstream: string;
  readonly version: string;
  readonly strength: Strength;
  /** The repository names this upstream as something it builds on. */
  readonly claimed: boolean;
  readonly credited: 'yes' | 'partly' | 'no';
  readonly relation: Relation;
  /** `https://…` of the upstream, where it is known. */
  readonly repository?: string | null;
  /** For 'self', 'fork' and 'copy'; absent where the history is the upstream's and no owner is told. */
  readonly publisher?: Publisher;
  /** For 'fork', where a commit is known. */
  readonly forkedAt?: ForkedAt;
  /** For 'vendored', 'fork' and 'copy', where files are known by their content. */
  readonly keptFiles?: KeptFiles;
  /** Ids of modules, residues and artefacts. */
  readonly evidence: readonly string[];
  readonly why: readonly string[];
  /** The steps of `why` once more, in the same order, for a reader of another language. */
  readonly whySaid?: readonly Said[];
  readonly timeline: readonly TimelineEvent[];
}

export interface TimelineEvent {
  readonly date: string;
  readonly side: 'upstream' | 'local';
  readonly event: string;
  /** What the date rests on and how far it can be trusted. */
  readonly basis: string;
}

export interface LicenseRecord {
  readonly path: string;
  readonly slot: LicenseSlot;
  /** SPDX expression; LicenseRef- for licenses outside the SPDX list. */
  readonly expression: string;
  /** 0..1 */
  readonly confidence: number;
  readonly ranges: readonly LineRange[];
  /** Differences against the standard text, e.g. an added rider; empty for the plain license. */
  readonly changes: readonly string[];
  /** Stands in the part of a license file that lists what the repository holds of others. */
  readonly ofOthers?: true;
}

/** Something the repository says it is built on. */
export interface Claim {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  /** Project id in the catalogue when known, else null. */
  readonly upstream: string | null;
  readonly kind: 'readme' | 'model-card' | 'citation' | 'code-comment' | 'notice';
  /** 'credit': says that it builds on or takes from it. 'mention': only names it. */
  readonly force: 'credit' | 'mention';
  readonly found: 'credited' | 'partly' | 'not-found' | 'mention';
}

export type FindingLevel = 'error' | 'warning' | 'note';

/** A text edit that would mend the finding. It creates or inserts, never overwrites. */
export interface Fix {
  readonly title: string;
  /** The title for a reader of another language. */
  readonly said?: Said;
  readonly path: string;
  /** 'insert': put `text` before `line` (1 = top of the file). 'append': at the end. 'create': a new file. */
  readonly kind: 'insert' | 'append' | 'create';
  readonly line?: number;
  readonly text: string;
  /** SPDX id whose standard text follows `text` when the fix is applied: reports carry no license texts. */
  readonly licenseText?: string;
  /** A file of an upstream version whose text follows `text`: where it is not on this machine, the fix is refused. */
  readonly upstreamText?: { readonly version: string; readonly path: string };
}

export interface RelatedPlace {
  readonly path: string;
  readonly range: LineRange;
  readonly message: string;
  /** The message for a reader of another language. */
  readonly said?: Said;
}

/** A duty or a credit that the repository does not show. */
export interface Finding {
  /** Content identity: the same finding has the same id after lines move. */
  readonly id: string;
  readonly rule: string;
  readonly level: FindingLevel;
  readonly message: string;
  /** The message for a reader of another language. */
  readonly said?: Said;
  readonly path: string;
  readonly range: LineRange;
  readonly upstream?: string;
  readonly duty?: string;
  /** Address of the rule's page, relative to the project's documentation. */
  readonly help: string;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
  /** Ids of the modules, residues, artefacts and licenses it rests on. */
  readonly evidence: readonly string[];
  /** Hash of the code and license facts it rests on; a decision made on another basis is stale. */
  readonly basis: string;
}

export const DECISION_STATES = [
  'accepted',
  'attributed-elsewhere',
  'licensed-separately',
  'false-match',
  'common-boilerplate',
  'own-work',
  'to-fix',
] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

/** What a person concluded about a finding. It marks, never hides, and never changes facts. */
export interface Decision {
  readonly finding: string;
  readonly rule: string;
  readonly path: string;
  readonly state: DecisionState;
  readonly note: string;
  readonly evidence?: string;
  readonly by?: string;
  readonly on?: string;
  readonly until?: string;
  readonly basis: string;
}

export interface DecisionStatus extends Decision {
  /** 'gone': the finding no longer exists. */
  readonly status: 'current' | 'stale' | 'expired' | 'gone';
}

export interface NotExamined {
  readonly path: string;
  readonly reason: string;
  readonly kind?: LeftKind;
}

/** How much of the code had anything to be compared with. In bytes of code, files apart. */
export interface Coverage {
  /** Files of code. */
  readonly files: number;
  readonly bytes: number;
  /** Parsed and looked up. */
  readonly compared: number;
  /** In units that share more than chance with some file of the world or the catalogue. */
  readonly known: number;
  /** Not read, not parsed, or over a budget. */
  readonly notCompared: number;
}

/** A fact that rests on somebody's word, and what would be otherwise without it. */
export interface TrustStatement {
  readonly fact: string;
  readonly saidBy: 'audited side' | 'upstream' | 'catalogue';
  readonly effect: string;
}

export interface AuditReport {
  readonly schemaVersion: (typeof READABLE_SCHEMA_VERSIONS)[number];
  readonly tool: { readonly name: 'forebear'; readonly version: string };
  /** Only with `--timestamp`. */
  readonly generated?: string;
  readonly target: {
    readonly name: string;
    readonly commit?: string;
    readonly dirty?: boolean;
    readonly firstCommitDate?: string;
    /** Number of files listed, and of those read. */
    readonly files: number;
    readonly examined: number;
  };
  readonly catalogue: { readonly id: string; readonly built: string; readonly upstreams: number };
  /** True when something that should have been looked at was not: not read, not parsed, or over a limit. */
  readonly partial: boolean;
  readonly notExamined: readonly NotExamined[];
  readonly modules: readonly AuditedModule[];
  readonly residues: readonly Residue[];
  readonly artefacts: readonly ArtefactEvidence[];
  readonly lineage: readonly Lineage[];
  readonly licenses: readonly LicenseRecord[];
  /** What the repository states for its code, weights, data and documents; absent where nothing is stated or missed. */
  readonly licenseTable?: readonly LicenseRow[];
  /** What stands under other licenses than the repository as a whole; absent where nothing does. */
  readonly licenseParts?: readonly LicensePart[];
  /** Models that the repository names as its bases; absent where it names none. */
  readonly bases?: readonly DeclaredBase[];
  readonly claims: readonly Claim[];
  readonly findings: readonly Finding[];
  readonly decisions: readonly DecisionStatus[];
  readonly coverage?: Coverage;
  /** What the report takes on somebody's word; absent in reports of schema version 1. */
  readonly trust?: readonly TrustStatement[];
  /** Facts of each upstream version that this report names. */
  readonly sources: readonly SourceFacts[];
}
