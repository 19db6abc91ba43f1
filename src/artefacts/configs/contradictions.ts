import { type Said, say } from '../../model/said.ts';
import type { ArtefactFacts } from './artefact-facts.ts';
import type { Setting } from './compare-settings.ts';
import { type Found, NOTHING_FOUND } from './evidence-bits.ts';
import { isStandard, isVolatile } from './standard-keys.ts';

/**
 * Settings on which the repository's own configuration code and its configuration file disagree
 * while the file agrees with the upstream: the file was not made by that code alone. Numbers only,
 * as a file commonly overrides switches and names; and little weight, as it may override a number too.
 */
export function findContradictions(
  local: ArtefactFacts,
  code: readonly ArtefactFacts[],
  upstream: ArtefactFacts,
  setting: Setting,
): Found {
  const mine = new Map(local.fields ?? []);
  const theirs = new Map(upstream.fields ?? []);
  const folder = local.path.slice(0, local.path.lastIndexOf('/') + 1);
  const facts: Said[] = [];
  for (const file of code) {
    if (file.path.slice(0, file.path.lastIndexOf('/') + 1) !== folder) continue;
    for (const [path, value] of file.fields ?? []) {
      const stated = mine.get(path);
      if (stated === undefined || stated === value || theirs.get(path) !== stated) continue;
      if (isVolatile(path) || isStandard(path) || !isNumber(value) || !isNumber(stated)) continue;
      facts.push(
        say`${file.path} says ${path} = ${value} and ${local.path} says ${path} = ${stated}; ${stated} is the value of ${setting.upstreamName}.`,
      );
    }
  }
  return facts.length === 0 ? NOTHING_FOUND : { bits: [['C', 2]], decisive: false, facts: facts.slice(0, 5) };
}

function isNumber(value: string): boolean {
  return /^-?\d/.test(value);
}
