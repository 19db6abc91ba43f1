/** One published model, or several that differ in size alone: `catalogue/models/model.schema.json` says what each field means. */
export interface ModelRow {
  readonly id: string;
  readonly name: string;
  /** Who published it, where that is not the publisher of the file. */
  readonly organisation?: string;
  /** Published ids in lower case; `*` stands for any run of letters, digits, dots and dashes. */
  readonly ids: readonly string[];
  readonly except?: readonly string[];
  /** Ids of rows, or published ids that no row has. Empty: trained from scratch. Absent: not known. */
  readonly lineage?: readonly string[];
  readonly size?: string;
  /** ISO dates: the license stood from the first on, until the day before the second. */
  readonly from?: string;
  readonly until?: string;
  /** SPDX expression; `NOASSERTION` when it is not known. */
  readonly license: string;
  /** Id of a license in `catalogue/model-licenses.json`. */
  readonly terms?: string;
  readonly source?: string;
  readonly basis: 'read' | 'reported' | 'known' | 'unknown';
  readonly dateRead?: string;
  readonly note?: string;
}

export interface ModelFamilyFile {
  readonly family: string;
  readonly organisation: string;
  readonly models: readonly ModelRow[];
}
