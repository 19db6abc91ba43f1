import { say } from '../../model/said.ts';
import type { ArtefactFacts } from './artefact-facts.ts';
import { type Found, NOTHING_FOUND, type Tier } from './evidence-bits.ts';
import { type FactOwners, factKey } from './owners.ts';
import { isStandard, isVolatile } from './standard-keys.ts';

const SHOWN = 8;

/** What a comparison must know besides the two files. */
export interface Setting {
  readonly project: string;
  /** Name shown in sentences. */
  readonly upstreamName: string;
  readonly owners: FactOwners;
  /** Facts that the declared base model dictates; they weigh nothing. */
  readonly dictated: (key: string) => boolean;
}

/**
 * Bits of an equal setting. A key that no other known project has weighs 8, or 4 when its value is
 * the most common kind (true, false, null, 0, 1); a key others have too weighs less the more have the pair;
 * what an earlier project had came from there.
 */
export function settingBits(
  path: string,
  value: string,
  { project, owners, dictated }: Setting,
): readonly [Tier, number] {
  const pair = factKey.pair(path, value);
  if (isVolatile(path) || dictated(pair)) return ['E', 0];
  const before = owners.earlier(pair, project);
  if (isStandard(path)) return ['E', before === 0 && owners.others(pair, project) === 0 ? 0.25 : 0];
  if (before > 0) return ['C', before === 1 ? 1 : 0];
  const common = /^(?:true|false|null|0|1|""|\[\])$/.test(value);
  const known = owners.others(factKey.setting(path), project);
  const base = known === 0 ? (common ? 4 : 8) : common ? 1.5 : 5;
  return ['C', base / (1 + owners.others(pair, project))];
}

/** Compares flattened settings of two files of one name. */
export function compareSettings(local: ArtefactFacts, upstream: ArtefactFacts, setting: Setting): Found {
  const theirs = new Map(upstream.fields ?? []);
  const mine = (local.fields ?? []).filter(([path]) => !isVolatile(path));
  if (mine.length === 0 || theirs.size === 0) return NOTHING_FOUND;
  const equal = mine.filter(([path, value]) => theirs.get(path) === value);
  const weighed = equal
    .map(([path, value]) => ({ path, value, bits: settingBits(path, value, setting) }))
    .sort((a, b) => b.bits[1] - a.bits[1]);
  const rare = weighed.filter(({ bits }) => bits[1] >= 2);
  const known = mine.filter(([path]) => theirs.has(path)).length;
  const facts = [
    say`${equal.length} of ${mine.length} settings in ${local.path} have the value they have in ${upstream.path} of ${setting.upstreamName} (${known} of the keys exist there).`,
  ];
  if (rare.length > 0) {
    const shown = rare.slice(0, SHOWN).map(({ path, value }) => `${path} = ${value}`);
    const all =
      rare.length > SHOWN ? say`${shown.join(', ')}, and ${rare.length - SHOWN} more` : shown.join(', ');
    facts.push(say`Equal settings that are rare among known projects: ${all}.`);
  }
  return {
    bits: weighed.map(({ bits }) => bits),
    decisive: false,
    facts: equal.length === 0 ? [] : facts,
    covered: equal.map(([path]) => `setting ${path}`),
  };
}
