import table from '../../../catalogue/licenses/names.json' with { type: 'json' };

/** How a family of licenses is named, and what its versions are called. */
export interface NameFamily {
  /** Names in lower case, words apart. */
  readonly names: readonly string[];
  /** Expression for a version such as `2.0` (null: no version is said), and whether later ones are allowed; null: there is no such version. */
  readonly expression: (version: string | null, later: boolean, only: boolean) => string | null;
  /** The name alone tells a license, without a word such as "license" or "licensed under" near it. */
  readonly telling?: boolean;
  /** Signs that the name has to have as it stands, where its words are those of another. */
  readonly signs?: RegExp;
}

type Row =
  | { readonly license: string; readonly names: readonly string[] }
  | {
      readonly prefix: string;
      readonly versions: readonly string[];
      readonly unversioned: string;
      /** The license knows "only" and "or later". */
      readonly later?: boolean;
      readonly names: readonly string[];
    };

function family(row: Row): NameFamily {
  if ('license' in row) return { names: row.names, expression: () => row.license };
  const { prefix, versions, unversioned } = row;
  return {
    names: row.names,
    expression: (version, later, only) => {
      if (version === null) return unversioned;
      const full = version.includes('.') ? version : `${version}.0`;
      const end = row.later !== true ? '' : later && !only ? '-or-later' : '-only';
      return versions.includes(full) ? `${prefix}-${full}${end}` : null;
    },
  };
}

/** Every name that is understood. Names of one word and of several; the longest name at a place counts. */
export const NAME_FAMILIES: readonly NameFamily[] = (table.rows as readonly Row[]).map(family);
