// Who is named first for units that the world's own projects have? The truth is by whole units: the earliest project that
// has one with the same digest. Counts one unit in 97 of those whose weight reaches what chance may share.
// Usage: tsx bench/world-units.ts PRINTS [INDEX] [LIST]   PRINTS: what `forebear world build --prints` kept
import { join } from 'node:path';
import { builtInWorld, loadWorld } from '../src/host/world/open-world.ts';
import { readPrints } from '../src/host/world/project-prints.ts';
import { readWorldList } from '../src/host/world/world-list.ts';
import { unitsOfPrints } from '../src/host/world/world-prints.ts';
import { pedigreeOf } from '../src/origins/pedigree.ts';

const ONE_IN = 97;
const [prints, index = builtInWorld(), list = 'catalogue/world.tsv'] = process.argv.slice(2);
if (prints === undefined) throw new Error('Usage: tsx bench/world-units.ts PRINTS [INDEX] [LIST]');
const loaded = await loadWorld(index);
if (!loaded.ok) throw new Error(loaded.message);
const { world } = loaded.value;
const listed = await readWorldList(list);
if (!listed.ok) throw new Error(listed.message);
const numbers = new Map(world.projects.map(({ id }, at) => [id, at]));
const familyOf = (project: number): number => world.projects[project]?.family ?? -1;

/** First project and time by digest, and all projects that have it. */
const first = new Map<string, { time: number; project: number; readonly all: Set<number> }>();
const sampled: { readonly digest: string; readonly grams: Uint32Array }[] = [];
for (const { id } of listed.value) {
  const project = numbers.get(id);
  const print = project === undefined ? null : await readPrints(join(prints, `${id}.prints`));
  if (project === undefined || print === null) continue;
  const units = unitsOfPrints(print);
  for (const [unit, grams] of units.grams.entries()) {
    if (!/\.pyi?$/.test(units.paths[units.files[unit] ?? 0] ?? '')) continue;
    const low = print.unitDigests[unit * 2 + 1] ?? 0;
    if (low % ONE_IN !== 0) continue;
    const digest = `${print.unitDigests[unit * 2]}-${low}`;
    const time = units.times[unit] ?? 0;
    const known = first.get(digest);
    if (known === undefined) {
      first.set(digest, { time, project, all: new Set([project]) });
      sampled.push({ digest, grams: grams.slice() });
    } else {
      known.all.add(project);
      if (time < known.time) Object.assign(known, { time, project });
    }
  }
}

const counts = { units: 0, first: 0, earlier: 0, carrier: 0, other: 0, nobody: 0, below: 0 };
let lookups = 0;
const started = performance.now();
for (const { digest, grams } of sampled) {
  const truth = first.get(digest);
  if (truth === undefined) continue;
  const pedigree = pedigreeOf(world, { grams, below: 2 ** 32 });
  lookups += 1;
  if (pedigree.whole < world.threshold) {
    counts.below += 1;
    continue;
  }
  counts.units += 1;
  const [origin] = pedigree.origins;
  if (origin === undefined) counts.nobody += 1;
  else if (familyOf(origin.project) === familyOf(truth.project)) counts.first += 1;
  else if ([...truth.all].some((one) => familyOf(one) === familyOf(origin.project))) counts.carrier += 1;
  else if (Date.parse(origin.day) / 1000 <= truth.time) counts.earlier += 1;
  else counts.other += 1;
}
const share = (count: number): string => `${((100 * count) / counts.units).toFixed(2)} %`;
console.log(`${counts.units} units of ${sampled.length} weigh enough (${counts.below} do not)`);
console.log(`named first: the earliest project that has the unit ${share(counts.first)}`);
console.log(`  a project that had most of it, in another form, before that ${share(counts.earlier)}`);
console.log(`  a project that has the same unit, later ${share(counts.carrier)}`);
console.log(`  any other ${share(counts.other)}; nobody ${share(counts.nobody)}`);
console.log(`${(((performance.now() - started) * 1000) / lookups).toFixed(0)} microseconds a look-up`);
