import type { LicenseSlot } from '../../model/license-part.ts';
import type { LineRange } from '../../model/report.ts';

/** One statement of a license in a file. */
export interface LicenseDetection {
  /** SPDX expression; `LicenseRef-<id>-modified` for a changed text. */
  readonly expression: string;
  /** 0..1 */
  readonly confidence: number;
  readonly ranges: readonly LineRange[];
  readonly kind: 'text' | 'header' | 'tag' | 'notice' | 'manifest' | 'model-card' | 'readme';
  readonly slot: LicenseSlot;
  /** How the text differs from the standard one; empty for the plain license. */
  readonly changes: readonly string[];
  /** Sentences in or beside the text that nothing accounts for: `MIT, and 1 sentence that is not part of it`. */
  readonly unexplained?: readonly LineRange[];
  /** Stands in the part of a license file that lists what it holds of others: no license of the work itself. */
  readonly ofOthers?: true;
}

/** A detection before it is weighed against the others of its file. */
export interface Statement extends LicenseDetection {
  /** The name alone, without a version: gives way to anything more exact of the same family. */
  readonly vague: boolean;
  readonly isException: boolean;
  /** Offered in place of the license before it. */
  readonly alternative?: boolean;
  /** Stands where a sentence offers several licenses for choice. */
  readonly offered?: boolean;
}
