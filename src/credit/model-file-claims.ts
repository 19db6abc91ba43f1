import type { DraftClaim } from '../model/draft-claim.ts';
import type { AliasIndex } from './alias-index.ts';

/** Files of a model repository that a program wrote, and the fields in which they name the models it was made from. */
const ADAPTER = /(?:^|\/)adapter_config\.json$/;
const MERGE = /(?:^|\/)merge(?:kit)?[_-]?config\.ya?ml$/i;
const ADAPTER_FIELD = /^.*"base_model_name_or_path"\s*:\s*"([^"\n]{1,200})".*$/m;
const MERGE_FIELD = /^\s*(?:-\s+)?(?:model|base_model)\s*:\s*(.{1,200})$/;
/** Models of one recipe that are read. */
const MOST = 64;

/** Field of an adapter's configuration that names its base; also the text of the claim. */
export const ADAPTER_BASE = 'base_model_name_or_path';

/** `owner/name` as a hub has it, from what a program was given to load; null for a folder of somebody's machine. */
function hubId(value: string): string | null {
  const plain = value
    .replace(/\s#.*$/, '')
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^https?:\/\/(?:www\.)?huggingface\.co\//i, '')
    // A merge may name an adapter to lay on the model: `owner/name+owner/adapter`.
    .replace(/\+.*$/, '');
  return /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/.test(plain) ? plain : null;
}

/**
 * Models that the files of an adapter or of a merge name as what they were made from; null for other files. A folder
 * of the machine on which it was made names no model.
 */
export function modelFileClaims(
  path: string,
  text: string,
  aliases: AliasIndex,
): readonly DraftClaim[] | null {
  const isAdapter = ADAPTER.test(path);
  if (!isAdapter && !MERGE.test(path)) return null;
  const seen = new Set<string>();
  return text.split('\n').flatMap((line, number): readonly DraftClaim[] => {
    const value = (isAdapter ? ADAPTER_FIELD : MERGE_FIELD).exec(line)?.[1];
    const id = value === undefined || seen.size >= MOST ? null : hubId(value);
    if (id === null || seen.has(id)) return [];
    seen.add(id);
    return [
      {
        path,
        line: number + 1,
        text: `${isAdapter ? ADAPTER_BASE : 'model'}: ${id}`,
        upstream: aliases.find(id)[0]?.upstream ?? null,
        kind: 'model-card',
        force: 'credit',
      },
    ];
  });
}
