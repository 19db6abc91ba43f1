// What does a look-up cost in a world ten times as large? The built-in world, and the same with nine made-up grams beside
// each of its own; asked for units of the world's own projects, one in 997.
// Usage: tsx --max-old-space-size=12000 bench/world-scale.ts PRINTS [TIMES]
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openColumns } from '../src/bytes/columns.ts';
import { builtInWorld, loadWorld } from '../src/host/world/open-world.ts';
import { readPrints } from '../src/host/world/project-prints.ts';
import { unitsOfPrints } from '../src/host/world/world-prints.ts';
import { pedigreeOf } from '../src/origins/pedigree.ts';
import type { World } from '../src/origins/world.ts';
import { encodeWorld, openWorld } from '../src/origins/world-format.ts';

const [prints, times = '10'] = process.argv.slice(2);
if (prints === undefined) throw new Error('Usage: tsx bench/world-scale.ts PRINTS [TIMES]');
const ONE_IN = 997;
const GRAM_SPACE = 2 ** 31;
/** Made-up files are this large, since the format numbers no more than 2^18 of them. */
const GRAMS_PER_FILE = 500;
const MADE_UP_PROJECTS = 7000;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const loaded = await loadWorld(builtInWorld());
if (!loaded.ok) throw new Error(loaded.message);
const { world, buffer } = loaded.value;

/** Multiplies and adds, modulo 2^32: the same numbers in every run. */
function randomGrams(count: number): Uint32Array {
  let state = 12345;
  return Uint32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % GRAM_SPACE;
  });
}

/** The grams of an index, ascending. */
function gramsOf(): Uint32Array {
  const columns = openColumns(buffer, 'FBWORLD1', null);
  if (!columns.ok) throw new Error(columns.message);
  const [starts, low] = [columns.value.u32('bucketStarts'), columns.value.u16('low')];
  const grams = new Uint32Array(low.length);
  for (let bucket = 0; bucket + 1 < starts.length; bucket++)
    for (let at = starts[bucket] ?? 0; at < (starts[bucket + 1] ?? 0); at++)
      grams[at] = bucket * 65_536 + (low[at] ?? 0);
  return grams;
}

function enlarged(): World {
  const own = gramsOf();
  const known = new Set(own);
  const made = randomGrams(own.length * (Number(times) - 1)).filter((gram) => !known.has(gram));
  const grams = new Uint32Array(own.length + made.length);
  grams.set(own);
  grams.set(made, own.length);
  grams.sort();
  const distinct = grams.filter((gram, at) => at === 0 || grams[at - 1] !== gram);
  const count = distinct.length;
  const settled = {
    grams: distinct,
    projects: new Uint16Array(count),
    files: new Uint32Array(count),
    times: new Uint32Array(count),
    roots: new Uint8Array(count).fill(1),
    independents: new Uint16Array(count).fill(1),
    others: new Uint16Array(count * 2).fill(0xffff),
  };
  let fresh = 0;
  for (const [at, gram] of distinct.entries()) {
    const position = world.find(gram);
    if (position < 0) {
      const file = Math.floor(fresh++ / GRAMS_PER_FILE);
      settled.projects[at] = world.projects.length + (file % MADE_UP_PROJECTS);
      settled.files[at] = 10_000_000 + file;
      settled.times[at] = 1_600_000_000 + file;
      continue;
    }
    const holder = world.holder(world.holderAt(position));
    settled.projects[at] = holder.project;
    settled.files[at] = holder.file;
    settled.times[at] = Date.parse(holder.day) / 1000;
    settled.roots[at] = holder.root ? 1 : 0;
    settled.independents[at] = world.independentsAt(position);
    settled.others.set(world.othersAt(position), at * 2);
  }
  const [first] = world.projects;
  if (first === undefined) throw new Error('the built-in world is empty');
  const bytes = encodeWorld(
    {
      ...world,
      projects: [
        ...world.projects,
        ...Array.from({ length: MADE_UP_PROJECTS }, (_, at) => ({
          ...first,
          id: `made-up-${at}`,
          family: world.families + at,
        })),
      ],
      settled,
      pathOf: (project, file) => (project < world.projects.length ? world.pathOf(file) : `${file}.py`),
      kinOf: (_, file) => file,
      blobs: [],
    },
    sha256,
  );
  const opened = openWorld(bytes.buffer, null);
  if (!opened.ok) throw new Error(opened.message);
  return opened.value;
}

/** Units of the world's projects, one in so many. */
async function units(folder: string): Promise<readonly Uint32Array[]> {
  const found: Uint32Array[] = [];
  for (const { id } of world.projects) {
    const print = await readPrints(join(folder, `${id}.prints`));
    if (print === null) continue;
    for (const [unit, grams] of unitsOfPrints(print).grams.entries())
      if ((print.unitDigests[unit * 2] ?? 0) % ONE_IN === 0) found.push(grams.slice());
  }
  return found;
}

/** Microseconds a look-up, the least of five rounds. */
function timed(index: World, asked: readonly Uint32Array[]): number {
  const rounds = Array.from({ length: 5 }, () => {
    const start = performance.now();
    for (const grams of asked) pedigreeOf(index, { grams, below: 2 ** 32 });
    return ((performance.now() - start) * 1000) / asked.length;
  });
  return Math.min(...rounds);
}

const asked = await units(prints);
const large = enlarged();
const [here, there] = [timed(world, asked), timed(large, asked)];
console.log(`${asked.length} units; ${world.grams} and ${large.grams} grams`);
console.log(
  `${here.toFixed(0)} and ${there.toFixed(0)} microseconds a look-up: ${(there / here).toFixed(2)} times`,
);
