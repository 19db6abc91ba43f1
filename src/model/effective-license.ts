import type { LicenseSlot, StatedBy } from './license-part.ts';

/** The license that one file stands under. */
export interface EffectiveLicense {
  /** SPDX expression; `NONE` where nothing states one, `NOASSERTION` where a license file is not recognised. */
  readonly expression: string;
  readonly by: StatedBy;
  readonly slot: LicenseSlot;
  /** The document and line that state it; null for the repository as a whole. */
  readonly at: { readonly path: string; readonly line: number } | null;
  /** Copyright lines that documents state for this file, its own apart. */
  readonly copyrights: readonly string[];
}
