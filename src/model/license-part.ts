/** What of a repository a license is for. */
export type LicenseSlot = 'code' | 'weights' | 'data' | 'docs';

/**
 * What says under which license a file stands. 'file': its own words. 'beside': `NAME.license` next to it. 'reuse':
 * REUSE.toml. 'stanzas': `.reuse/dep5` or `debian/copyright`. 'folder': the license file of a folder below the top.
 * 'repository': what the repository states as a whole.
 */
export type StatedBy = 'file' | 'beside' | 'reuse' | 'stanzas' | 'folder' | 'repository';

/** A model that a card, an adapter, a merge or the header of weights names as a base, and what is known of it. */
/** How a model is made from its base, in the words of model cards (`base_model_relation`). */
export const BASE_RELATIONS = ['adapter', 'finetune', 'merge', 'quantized'] as const;
export type BaseRelation = (typeof BASE_RELATIONS)[number];

export interface DeclaredBase {
  /** `owner/name` as the repository writes it. */
  readonly model: string;
  /** As the card states it, or the file of an adapter or a merge shows it; absent where nothing does. */
  readonly relation?: BaseRelation;
  readonly publisher: string;
  /** SPDX expression of its weights; `NOASSERTION` where it is not known. */
  readonly license: string;
  /** Where that license stands, or why none is known. */
  readonly licenseSource: string;
}

/** Files that stand under another license than the repository as a whole. */
export interface LicensePart {
  /** SPDX expression; `NOASSERTION` where a license file is not recognised. */
  readonly expression: string;
  readonly slot: LicenseSlot;
  readonly by: Exclude<StatedBy, 'repository'>;
  /** Document and line that state it; absent where each file says so itself, or a file beside it. */
  readonly at?: { readonly path: string; readonly line: number };
  /** Copyright lines that the document states for these files. */
  readonly copyrights?: readonly string[];
  /** Number of files, and the first of them by path. */
  readonly files: number;
  readonly paths: readonly string[];
}

/** One license that is stated for the code, the weights, the data or the documents, and every place that states it. */
export interface LicenseRow {
  readonly slot: LicenseSlot;
  /** SPDX expression; `NONE` where nothing is stated for a slot that should have a statement. */
  readonly expression: string;
  readonly places: readonly { readonly path: string; readonly line: number }[];
  /** Whether it contradicts the statement of its slot that counts most: license file, then manifest, then README. */
  readonly differs: boolean;
}
