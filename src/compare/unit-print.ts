import type { LanguageName } from '../languages/table.ts';
import type { LineRange } from '../model/report.ts';
import type { Role } from '../model/role.ts';
import type { RegionTraits } from './traits.ts';

/**
 * Version of everything that decides a print: grammars, normal form, hashing. Part of every cache key and
 * of the index header; prints of different versions are never compared.
 */
export const PRINT_VERSION = 2;

/** A name and the places it is used in, as hashes of their surroundings: enough to map names, not to rebuild code. */
export interface NamePrint {
  readonly name: string;
  /** Distinct 32-bit context hashes, ascending. */
  readonly contexts: Uint32Array;
}

/** The fingerprint of one function, method or class body in normal form. Holds no source text. */
export interface UnitPrint {
  /** Dotted name, e.g. `Resampler.forward`; `<module>` for top-level statements. */
  readonly symbol: string;
  readonly kind: 'function' | 'method' | 'class' | 'module';
  readonly role: Role;
  readonly range: LineRange;
  /** Size in normal-form tokens. */
  readonly tokens: number;
  /** Hash of the whole normal form, 16 hex digits: equal digests mean the same code up to renaming. */
  readonly digest: string;
  /** Distinct 32-bit hashes of normal-form features, ascending. */
  readonly grams: Uint32Array;
  /** For each gram the line of its first occurrence, counted from range.startLine (0 = first line). */
  readonly gramLines: Uint16Array;
  readonly names: readonly NamePrint[];
}

/** All units of one file. */
export interface FilePrint {
  readonly language: LanguageName | 'json';
  readonly units: readonly UnitPrint[];
  /** Share of the file's bytes inside syntax errors, 0..1. */
  readonly damage: number;
  /** Only where they were asked for. */
  readonly traits?: readonly RegionTraits[];
}
