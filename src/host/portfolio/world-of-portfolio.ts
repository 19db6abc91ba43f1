import { REPOSITORIES } from '../../portfolio/statements/ask.ts';
import { worldEntries } from '../world/against.ts';
import { builtInWorld, loadWorld } from '../world/open-world.ts';
import type { WorldEntry } from '../world/world-list.ts';
import { type Query, textOf } from './database.ts';
import { gitPlace, isAddress } from './find-revision.ts';

/** The repositories of a portfolio as the list of a world. */
export interface PortfolioWorld {
  readonly entries: readonly WorldEntry[];
  readonly clones: ReadonlyMap<string, string>;
  /** Those whose history cannot be read here, with the reason. */
  readonly missing: readonly { readonly id: string; readonly reason: string }[];
}

/** Each audited repository at its audited revision, so that the same portfolio gives the same world. */
export async function worldOfPortfolio(query: Query, signal: AbortSignal): Promise<PortfolioWorld> {
  const missing: { id: string; reason: string }[] = [];
  const found: { gitDir: string; name: string }[] = [];
  const tips = new Map<string, string>();
  for (const row of await query(REPOSITORIES)) {
    const [target, name, revision] = [textOf(row, 'target'), textOf(row, 'name'), textOf(row, 'revision')];
    if (revision === '') {
      missing.push({ id: name, reason: 'it was not audited yet' });
      continue;
    }
    if (isAddress(target)) {
      missing.push({
        id: name,
        reason: 'it is an address, and a world is built from clones on this machine',
      });
      continue;
    }
    const place = await gitPlace(target, signal);
    if (!place.ok) {
      missing.push({ id: name, reason: place.message });
      continue;
    }
    found.push({ gitDir: place.value.gitDir, name });
    tips.set(place.value.gitDir, revision);
  }
  const builtIn = await loadWorld(builtInWorld());
  const { entries, clones } = worldEntries(found, builtIn.ok ? builtIn.value.world : null);
  return {
    clones,
    missing,
    entries: entries.map((one) => ({ ...one, tip: tips.get(one.clone) ?? '', why: 'portfolio' })),
  };
}
