import { byText } from '../../model/text-order.ts';
import type { StoredTensor } from './safetensors-header.ts';

type Named = Pick<StoredTensor, 'name' | 'shape'>;

export interface PrefixRename {
  readonly upstream: string;
  readonly suspect: string;
}

/** Every way to cut a dotted name into prefix and suffix, longest suffix first. */
function* cuts(name: string): Generator<readonly [prefix: string, suffix: string]> {
  yield ['', name];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    yield [name.slice(0, dot), name.slice(dot + 1)];
  }
}

function sameShape(a: Named, b: Named): boolean {
  return a.shape.length === b.shape.length && a.shape.every((side, i) => side === b.shape[i]);
}

/**
 * Finds systematic prefix renames between tensors that have no namesake. Each suspect name votes with its longest
 * dotted suffix that exists upstream (weight 1 / candidates); a prefix keeps its majority if it has 90 % of the votes.
 */
export function findPrefixRenames(
  upstream: readonly Named[],
  suspect: readonly Named[],
): readonly PrefixRename[] {
  const bySuffix = new Map<string, { readonly prefix: string; readonly tensor: Named }[]>();
  for (const tensor of upstream) {
    for (const [prefix, suffix] of cuts(tensor.name)) {
      const found = bySuffix.get(suffix);
      if (found === undefined) bySuffix.set(suffix, [{ prefix, tensor }]);
      else if (found.length < 64) found.push({ prefix, tensor });
    }
  }
  const votes = new Map<string, Map<string, number>>();
  for (const tensor of suspect) {
    for (const [prefix, suffix] of cuts(tensor.name)) {
      // A suffix of one word, such as "weight", fits too much.
      if (!suffix.includes('.') && prefix !== '') break;
      const candidates = (bySuffix.get(suffix) ?? []).filter((c) => sameShape(c.tensor, tensor));
      if (candidates.length === 0) continue;
      for (const candidate of candidates) {
        const ballot = votes.get(candidate.prefix) ?? new Map<string, number>();
        ballot.set(prefix, (ballot.get(prefix) ?? 0) + 1 / candidates.length);
        votes.set(candidate.prefix, ballot);
      }
      break;
    }
  }
  const renames: PrefixRename[] = [];
  for (const [prefix, ballot] of votes) {
    const total = [...ballot.values()].reduce((sum, n) => sum + n, 0);
    const [winner, most] = [...ballot].sort((a, b) => b[1] - a[1] || byText(a[0], b[0]))[0] ?? ['', 0];
    if (most >= 0.9 * total && winner !== prefix) renames.push({ upstream: prefix, suspect: winner });
  }
  return renames.sort((a, b) => b.upstream.length - a.upstream.length || byText(a.upstream, b.upstream));
}

/** The name that `name` would have on the suspect's side, or null when no rename applies. */
export function renamed(name: string, renames: readonly PrefixRename[]): string | null {
  for (const { upstream, suspect } of renames) {
    if (upstream === '') return `${suspect}.${name}`;
    if (name === upstream || name.startsWith(`${upstream}.`)) {
      const rest = name.slice(upstream.length);
      return suspect === '' ? rest.slice(1) : `${suspect}${rest}`;
    }
  }
  return null;
}
