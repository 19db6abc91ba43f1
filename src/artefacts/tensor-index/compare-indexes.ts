import { type Said, say } from '../../model/said.ts';
import type { ArtefactFacts } from '../configs/artefact-facts.ts';
import type { Setting } from '../configs/compare-settings.ts';
import { type Found, NOTHING_FOUND, type Tier } from '../configs/evidence-bits.ts';
import { factKey } from '../configs/owners.ts';
import { isGenericTail, layoutDigest, tailOf } from './generic-tails.ts';
import { matchNames } from './prefix-map.ts';

/** Compares tensor names under an inferred prefix map, and the total size. */
export function compareIndexes(
  local: ArtefactFacts,
  upstream: ArtefactFacts,
  upstreamFiles: readonly ArtefactFacts[],
  setting: Setting,
): Found {
  const mine = local.tensors;
  const theirs = upstream.tensors;
  if (mine === undefined || theirs === undefined || mine.names === 0) return NOTHING_FOUND;
  const match = matchNames(mine.templates, theirs.templates);
  if (match.mapped === 0) return NOTHING_FOUND;
  const chosen = match.templates.filter((template) => isChosen(template, setting));
  const own = chosen.filter(
    (template) => setting.owners.earlier(factKey.tail(template), setting.project) === 0,
  );
  const small = match.mapped < 0.1 * Math.min(mine.names, theirs.names);
  const bits: (readonly [Tier, number])[] = [['D', Math.min(small ? 6 : 24, 1.5 * own.length)]];
  const facts = [namesFact(local, mine.names, theirs.names, match, setting)];
  if (own.length > 0) {
    const shown = own.slice(0, 5).join(', ');
    facts.push(
      say`${own.length} of the matching name patterns are particular to ${setting.upstreamName}: ${shown}${own.length > 5 ? ', …' : ''}.`,
    );
  }
  // The same parts in the same numbers: more than a base model alone, and no earlier project is put together so.
  const whole =
    match.mapped === mine.names &&
    mine.names === theirs.names &&
    mine.names >= 50 &&
    chosen.length > 0 &&
    setting.owners.earlier(factKey.layout(layoutDigest(theirs)), setting.project) === 0;
  if (whole)
    bits.push(['D', 8], ['D', Math.min(6, 2 * match.pairs.filter(({ names }) => names >= 10).length)]);
  if (mine.totalSize !== null && mine.totalSize === theirs.totalSize) {
    facts.push(
      mine.shards === theirs.shards
        ? say`total_size is ${mine.totalSize} on both sides.`
        : say`total_size is ${mine.totalSize} on both sides, in ${mine.shards} files here and ${theirs.shards} there.`,
    );
    if (whole) bits.push(['D', 4]);
    const stale = staleSize(theirs.totalSize, upstreamFiles);
    if (stale !== null) {
      facts.push(
        say`That number does not fit the files of ${setting.upstreamName} itself, which hold ${stale} bytes: it was written by an earlier step there.`,
      );
      bits.push(['C', 6]);
    }
  }
  return { bits, decisive: false, facts, covered: match.covered };
}

function namesFact(
  local: ArtefactFacts,
  names: number,
  theirNames: number,
  match: ReturnType<typeof matchNames>,
  setting: Setting,
): Said {
  const pairs = match.pairs.map(
    (pair) =>
      `${pair.upstream === '' ? '(none)' : pair.upstream} -> ${pair.local === '' ? '(none)' : pair.local}`,
  );
  const renamed =
    pairs.length === 0 ? '' : say` after ${pairs.slice(0, 6).join(', ')} (${match.raw} without renaming)`;
  const other = theirNames === names ? '' : say`; ${setting.upstreamName} has ${theirNames}`;
  return say`${match.mapped} of ${names} tensor names in ${local.path} are those of ${setting.upstreamName}${renamed}${other}.`;
}

/** Whether a name pattern is a project's own choice rather than a base model's or the common library's. */
function isChosen(template: string, setting: Setting): boolean {
  return !isGenericTail(tailOf(template)) && !setting.dictated(factKey.tail(template));
}

/** Bytes of the upstream's weight files when its index states another size; null when it fits or is not known. */
function staleSize(stated: number, files: readonly ArtefactFacts[]): number | null {
  const shards = files.filter(
    ({ kind, lfs, path }) => kind === 'weights' && lfs !== undefined && /\d{5}-of-\d{5}/.test(path),
  );
  if (shards.length === 0) return null;
  const held = shards.reduce((sum, { lfs }) => sum + (lfs?.size ?? 0), 0);
  return Math.abs(held / stated - 1) > 0.02 ? held : null;
}
