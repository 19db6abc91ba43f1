import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

/** Content of a file: its text, its lines, or a file of the case's upstream with what is done to it. */
export type CaseFile =
  | string
  | readonly string[]
  | {
      /** Path in the upstream. */
      readonly from: string;
      /** Words to put in place of others, everywhere in the text. */
      readonly replace?: Readonly<Record<string, string>>;
      /** True to leave the comment at the top out. */
      readonly withoutHeader?: boolean;
      /** Lines put before the text. */
      readonly before?: readonly string[];
    };

/** Files by path; null removes one that is there. */
export type CaseFiles = Readonly<Record<string, CaseFile | null>>;

export interface CaseCommit {
  /** ISO date and time. */
  readonly date: string;
  readonly author?: string;
  readonly files: CaseFiles;
}

/** A finding that the rule must make. */
export interface ExpectedFinding {
  readonly path: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly upstream?: string;
  readonly duty?: string;
  /** Part of its message. */
  readonly says?: string;
  /** True when it carries a fix. */
  readonly fix?: boolean;
}

/** A tiny repository and what one rule must find in it. */
export interface RuleCase {
  /** What the case shows, as a sentence about the rule: "asks nothing when ...". */
  readonly claim: string;
  /**
   * The invented upstream, changed as said; absent: only the built-in catalogue is known.
   * `entry` replaces fields of its catalogue entry, `files` files of its tree.
   */
  readonly upstream?: { readonly entry?: Readonly<Record<string, unknown>>; readonly files?: CaseFiles };
  /** The repository, without git. */
  readonly files?: CaseFiles;
  /** The repository with a history: each commit's changes, the oldest first. */
  readonly commits?: readonly CaseCommit[];
  /** Every finding of the rule, in any order. */
  readonly finds: readonly ExpectedFinding[];
}

const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'case.schema.json'), 'utf8')) as object;
const isCase = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<RuleCase>(schema);

/** Reads a case; throws with what is wrong in it. */
export function readCase(path: string): RuleCase {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (isCase(value)) return value;
  const wrong = (isCase.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  throw new Error(`${path}: ${wrong.join('; ')}`);
}
