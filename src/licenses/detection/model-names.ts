import table from '../../../catalogue/licenses/model-names.json' with { type: 'json' };
import type { NameFamily } from './names.ts';

/** Names of model licenses. They tell a license even where the word is missing, but only in a statement. */
export const MODEL_NAME_FAMILIES: readonly NameFamily[] = table.rows.map((row) => ({
  names: row.names,
  expression: () => row.license,
  telling: true,
  ...('signs' in row && row.signs !== undefined ? { signs: new RegExp(row.signs, 'i') } : {}),
}));
