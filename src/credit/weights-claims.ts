import type { KnownIds } from '../licenses/detection/expression.ts';
import { hubLicense } from '../licenses/detection/license-value.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { AliasIndex } from './alias-index.ts';

/** What a file of weights says of itself, key by key. Somebody's word: a program wrote it, and anyone can change it. */
export type SaidByWeights = readonly (readonly [key: string, value: string])[];

/** Keys under which GGUF files name the models they were made from, with the number of the model. */
const BASE = /^general\.(?:base_model|source)(?:\.(\d{1,3}))?\.(?:repo_url|url|huggingface\.repository)$/;
const BASE_PART = /^general\.base_model\.(\d{1,3})\.(organization|name)$/;
/** Keys of safetensors (Stability's ModelSpec, training scripts of adapters). */
const BASE_NAME = /^(?:modelspec\.merged_from|ss_sd_model_name|base_model)$/;
/** Models that one file names and that are read. */
const MOST = 32;

/** `owner/name` as a hub has it. */
function hubId(value: string): string | null {
  const plain = value
    .trim()
    .replace(/^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn\/models)\//i, '');
  const id = /^([A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*?)(?:\.git|\/tree\/.*|\/)?$/.exec(plain)?.[1];
  return id ?? null;
}

/** `Meta Llama` and `Llama 3.1 8B` as `Meta-Llama/Llama-3.1-8B`: how a converter writes a hub's id apart. */
function joinedName(organisation: string, name: string): string | null {
  return hubId(`${organisation.trim().replace(/\s+/g, '-')}/${name.trim().replace(/\s+/g, '-')}`);
}

/** Models that a file of weights says it was made from, as claims at its path. */
export function weightsClaims(path: string, said: SaidByWeights, aliases: AliasIndex): readonly DraftClaim[] {
  const named = new Map<string, string>();
  const parts = new Map<string, { organization?: string; name?: string; key: string }>();
  const add = (key: string, id: string | null): void => {
    if (id !== null && named.size < MOST && !named.has(id)) named.set(id, key);
  };
  const addressed = new Set<string>();
  for (const [key, value] of said) {
    const base = BASE.exec(key);
    if (base !== null) {
      const id = hubId(value);
      if (id !== null && key.startsWith('general.base_model')) addressed.add(base[1] ?? '');
      add(key, id);
    } else if (BASE_NAME.test(key)) for (const one of value.split(',')) add(key, hubId(one));
    const part = BASE_PART.exec(key);
    if (part !== null) {
      const number = part[1] ?? '';
      const known = parts.get(number) ?? { key };
      parts.set(number, { ...known, [part[2] === 'name' ? 'name' : 'organization']: value });
    }
  }
  for (const [number, { organization = '', name = '', key }] of parts)
    if (!addressed.has(number) && organization !== '' && name !== '')
      add(key, joinedName(organization, name));
  return [...named].map(
    ([id, key]): DraftClaim => ({
      path,
      line: 1,
      text: `${key}: ${id}`,
      upstream: aliases.find(id)[0]?.upstream ?? null,
      kind: 'model-card',
      force: 'credit',
    }),
  );
}

/** License that a file of weights states for itself; null where it states none that is known. */
export function weightsLicense(ids: KnownIds, said: SaidByWeights): string | null {
  const value = (key: string): string => said.find(([one]) => one === key)?.[1] ?? '';
  const stated = value('general.license') || value('modelspec.license') || value('license');
  if (stated === '') return null;
  const link = value('general.license.link');
  return (
    hubLicense(ids, stated, link) ??
    (value('general.license.name') === '' ? null : hubLicense(ids, value('general.license.name'), link))
  );
}
