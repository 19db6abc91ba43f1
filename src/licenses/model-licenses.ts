import data from '../../catalogue/model-licenses.json' with { type: 'json' };

/** A duty with the section of the license text that asks for it. */
export interface Clause {
  readonly clause: string | null;
}

/** What one model license asks of whoever copies. An absent duty is "not asked" only when `read` is `whole`. */
export interface ModelLicense {
  readonly id: string;
  readonly name: string;
  /** `LicenseRef-…` under which the tool reports it. */
  readonly expression: string;
  readonly aliases: readonly string[];
  /** Value of `license` or `license_name` in a Hugging Face model card. */
  readonly huggingFace?: string;
  readonly read: 'whole' | 'partly' | 'no';
  readonly commercial?: Clause & { readonly kind: string };
  /** The name of a derived model has to start with, or hold, this text. */
  readonly modelName?: Clause & { readonly text: string; readonly position: 'start' | 'anywhere' };
  readonly threshold?: Clause & { readonly metric: string; readonly limit: number; readonly effect?: string };
  readonly display?: Clause & { readonly anyOf: readonly string[] };
  readonly noticeSentence?: Clause & { readonly file: string; readonly text: string };
  readonly keepNotices?: Clause;
  readonly copyOfLicense?: Clause;
  readonly stateChanges?: Clause;
  readonly useLimits?: Clause & { readonly scope?: string };
  readonly passOn?: Clause;
  readonly sourceStatement?: Clause;
  readonly trainingLimit?: Clause & { readonly scope: string };
  readonly territory?: Clause & { readonly text: string };
  readonly registration?: Clause;
  readonly texts: readonly { readonly repository: string; readonly path: string }[];
  readonly note?: string;
}

interface ModelLicenseFile {
  readonly licenses: readonly ModelLicense[];
}

const file: ModelLicenseFile = data as unknown as ModelLicenseFile;

export const MODEL_LICENSES: readonly ModelLicense[] = file.licenses;

const byName: ReadonlyMap<string, ModelLicense> = new Map(
  MODEL_LICENSES.flatMap((license) =>
    [license.expression, license.id, license.huggingFace ?? license.id, ...license.aliases].map(
      (name) => [name.toLowerCase(), license] as const,
    ),
  ),
);

/** The model license known under this id, `LicenseRef-…` or Hugging Face name; null when there is none. */
export function modelLicense(id: string): ModelLicense | null {
  const name = id.toLowerCase();
  return byName.get(name) ?? byName.get(name.replace(/^licenseref-/, '')) ?? null;
}
