import { createHash } from 'node:crypto';
import type { AuditReport, Lineage } from '../../model/report.ts';

export const PACK_VERSION = 1;

/** One file on which the evidence rests. `lines` are those named by the report. */
export interface EvidenceFile {
  readonly path: string;
  /** Git blob id (SHA-1 of `blob`, its length and content), with which any clone can be asked. */
  readonly blob: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** First and last commit that touched the path up to the recorded commit. */
  readonly first: CommitFact | null;
  readonly last: CommitFact | null;
  /** True when the pack holds the content, under `local/` or `upstream/`. */
  readonly included: boolean;
}

export interface CommitFact {
  readonly commit: string;
  /** ISO dates as the commit states them; both can be set by whoever commits. */
  readonly authored: string;
  readonly committed: string;
}

/** A tag that points at the recorded commit. `signature` tells the kind; the tag's id covers its text. */
export interface TagFact {
  readonly name: string;
  readonly id: string;
  readonly signature: 'pgp' | 'ssh' | 'x509' | null;
}

/** One side of the evidence: what was recorded and how to ask for it again. */
export interface RecordedSide {
  readonly repository: string;
  readonly commit: string | null;
  /** Git id of the commit's tree: covers every name and content in it. */
  readonly tree: string | null;
  readonly commitFact: CommitFact | null;
  readonly commitSignature: TagFact['signature'];
  readonly tags: readonly TagFact[];
  readonly files: readonly EvidenceFile[];
  /** Identifiers under which archives keep the same objects (SWHID, ISO/IEC 18670). */
  readonly references: readonly string[];
  /** Why facts are missing, one sentence each. */
  readonly limits: readonly string[];
}

export interface PackManifest {
  readonly packVersion: typeof PACK_VERSION;
  readonly tool: AuditReport['tool'];
  readonly catalogue: AuditReport['catalogue'];
  readonly lineage: Pick<Lineage, 'upstream' | 'version' | 'strength'>;
  readonly local: RecordedSide;
  readonly upstream: RecordedSide;
  /** Commands that repeat the evidence, in order. */
  readonly repeat: readonly string[];
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The id that git gives to a file's content. */
export function blobIdOf(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Names in a pack. `SHA256SUMS` covers every other file and has the form that `sha256sum --check` reads. */
export const SUMS_FILE = 'SHA256SUMS';
export const MANIFEST_FILE = 'manifest.json';
export const REPORT_FILE = 'report.json';

/** Size of an archive that can be verified: it is held and made again, both in memory. */
export const MOST_PACK_BYTES = 40 * 1024 * 1024;
