import {
  type AskedModule,
  type Candidate,
  type Held,
  holding,
  lookedUp,
} from '../../portfolio/shared-features.ts';
import { CANDIDATES, COMMON_FEATURES } from '../../portfolio/statements/ask.ts';
import { numberIn, type Query } from './database.ts';

/** How common the features of some modules are, as the database last counted them. */
export async function readCommonness(
  query: Query,
  modules: readonly AskedModule[],
): Promise<(feature: number) => number> {
  const features = [...new Set(modules.flatMap(({ coarse }) => coarse))];
  const rows = await query<{ feature: number; share: number }>(COMMON_FEATURES, [features]);
  const known = new Map(rows.map(({ feature, share }) => [feature, share]));
  return (feature) => known.get(feature) ?? 0;
}

/**
 * The prints of all modules that hold each of these: exact for the coarse sample, by an index look-up of their rarest
 * features.
 */
export async function findHolding(
  query: Query,
  modules: readonly AskedModule[],
  commonness: (feature: number) => number,
): Promise<ReadonlyMap<number, readonly Held[]>> {
  const features = new Set(modules.flatMap((one) => lookedUp(one, commonness)));
  const rows = await query<{ print: number; coarse: number[] }>(CANDIDATES, [[...features]]);
  const candidates = rows.map((row): Candidate => ({ print: numberIn(row, 'print'), coarse: row.coarse }));
  const byFeature = new Map<number, Candidate[]>();
  for (const candidate of candidates)
    for (const feature of candidate.coarse) {
      if (!features.has(feature)) continue;
      const list = byFeature.get(feature);
      if (list === undefined) byFeature.set(feature, [candidate]);
      else list.push(candidate);
    }
  return new Map(
    modules.map((asked) => [
      asked.print,
      holding(asked, [...new Set(lookedUp(asked, commonness).flatMap((one) => byFeature.get(one) ?? []))]),
    ]),
  );
}
