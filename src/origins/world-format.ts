import { deflateSync } from 'fflate';
import { type OpenedColumns, openColumns, writeColumns } from '../bytes/columns.ts';
import { PRINT_VERSION } from '../compare/unit-print.ts';
import { failure, type Result, success } from '../model/result.ts';
import type { Settled } from './settle-world.ts';
import { codeOfCount, countOfCode, weighIndependents } from './weigh-gram.ts';
import type { Fit, Holder, World, WorldProject } from './world.ts';
import { areProjects, pathsIn } from './world-parts.ts';

const MAGIC = 'FBWORLD1';
/** Version of the columns; docs/contributing/index-format.md describes them. */
export const WORLD_FORMAT = 3;

/** Grams are found by their upper 15 of 31 bits, then by bisection of the lower 16. */
const LOW_BITS = 16;
const BUCKETS = 1 << 15;
const EPOCH = Date.UTC(1990, 0, 1);
const DAY_MS = 86_400_000;

/** A blob is found by the first 16 bits of its id, then by bisection of the next 24. */
const BLOB_BUCKETS = 1 << 16;

/** `more`: another project follows; `second`: and one more. */
const FLAG = { code: 0x0f, high: 0x30, more: 0x40, second: 0x80 } as const;
/** Holder numbers have 18 bits: 16 in a column of their own, two among the flags. */
const MOST_HOLDERS = 1 << 18;
const HIGH_SHIFT = 4;
/** Grams of one file that came within so many days have one date. */
const SAME_DAYS = 30;

interface WorldMeta {
  readonly format: number;
  readonly printVersion: number;
  readonly id: string;
  readonly families: number;
  readonly threshold: number;
  readonly fit: Fit;
  readonly fileFit: Fit;
  readonly projectFit: Fit;
  readonly projects: readonly WorldProject[];
}

/** What is written beside the grams. */
export interface WorldContent {
  readonly projects: readonly WorldProject[];
  readonly families: number;
  readonly threshold: number;
  readonly fit: Fit;
  readonly fileFit: Fit;
  readonly projectFit: Fit;
  readonly settled: Settled;
  /** Projects before this number come from an index: their days are those of its holders, and stay. Default: none do. */
  readonly ownFrom?: number;
  /** Path of a file of a project. */
  readonly pathOf: (project: number, file: number) => string;
  /** First path of the file that a path is: a file that moves inside its project is one. */
  readonly kinOf: (project: number, file: number) => number;
  /** First ten hex digits of blob ids, ascending, with the project that had the content first. */
  readonly blobs: readonly (readonly [id: string, project: number])[];
}

interface Clusters {
  /** Holder number of each gram. */
  readonly ofGram: Uint32Array;
  readonly projects: number[];
  /** File numbers of the world. */
  readonly files: number[];
  readonly days: number[];
  readonly roots: number[];
  /** Project and own file number of each file of the world. */
  readonly kept: (readonly [project: number, file: number])[];
}

const dayOf = (seconds: number): number =>
  Math.max(0, Math.min(0xffff, Math.floor((seconds * 1000 - EPOCH) / DAY_MS)));

/**
 * The day by which most of a group were there: the latest, unless some were put with it that came much later. `days`:
 * ascending.
 */
function dayOfMost(days: readonly number[]): number {
  const limit = (days[days.length >> 1] ?? 0) + SAME_DAYS;
  for (let at = days.length - 1; at > 0; at--) if ((days[at] ?? 0) <= limit) return days[at] ?? 0;
  return days[0] ?? 0;
}

/** Groups grams by file and by when they came; `least` grams share a date at least. Before `ownFrom` each keeps its day. */
function cluster(
  { projects, files, times, roots, grams }: Settled,
  ownFrom: number,
  least: number,
): Clusters {
  const order = Uint32Array.from(grams.keys()).sort(
    (a, b) =>
      (projects[a] as number) - (projects[b] as number) ||
      (files[a] as number) - (files[b] as number) ||
      (roots[a] as number) - (roots[b] as number) ||
      (times[a] as number) - (times[b] as number) ||
      a - b,
  );
  const made: Clusters = {
    ofGram: new Uint32Array(grams.length),
    projects: [],
    files: [],
    days: [],
    roots: [],
    kept: [],
  };
  let days: number[] = [];
  let before = -1;
  const isLater = (day: number, gram: number): boolean =>
    (projects[gram] as number) < ownFrom
      ? day !== days[0]
      : days.length >= least && day - (days[0] ?? day) > SAME_DAYS;
  for (const gram of order) {
    const day = dayOf(times[gram] as number);
    const sameFile = before >= 0 && projects[before] === projects[gram] && files[before] === files[gram];
    const same = sameFile && roots[before] === roots[gram];
    if (!sameFile) made.kept.push([projects[gram] as number, files[gram] as number]);
    if (!same || isLater(day, gram)) {
      made.projects.push(projects[gram] as number);
      made.files.push(made.kept.length - 1);
      made.roots.push(roots[gram] as number);
      made.days.push(day);
      days = [];
    }
    const holder = made.projects.length - 1;
    days.push(day);
    made.days[holder] = dayOfMost(days);
    made.ofGram[gram] = holder;
    before = gram;
  }
  return made;
}

/** SHA-256 of bytes as hex digits; given by the platform. */
type Digest = (bytes: Uint8Array) => string;

/** The bytes of a world index. The same content gives the same bytes. */
export function encodeWorld(content: WorldContent, digest: Digest): Uint8Array<ArrayBuffer> {
  const { settled, ownFrom = 0 } = content;
  let clusters = cluster(settled, ownFrom, 8);
  for (let least = 16; clusters.projects.length >= MOST_HOLDERS; least *= 2)
    clusters = cluster(settled, ownFrom, least);
  const count = settled.grams.length;
  const bucketStarts = new Uint32Array(BUCKETS + 1);
  const moreStarts = new Uint32Array(BUCKETS + 1);
  const low = new Uint16Array(count);
  const holders = new Uint16Array(count);
  const flags = new Uint8Array(count);
  const more: number[] = [];
  for (let at = 0; at < count; at++) {
    const gram = settled.grams[at] as number;
    const bucket = gram >>> LOW_BITS;
    bucketStarts[bucket + 1] = at + 1;
    low[at] = gram & 0xffff;
    const holder = clusters.ofGram[at] as number;
    holders[at] = holder & 0xffff;
    const others = [...settled.others.subarray(at * 2, at * 2 + 2)].filter((one) => one !== 0xffff);
    flags[at] =
      codeOfCount(settled.independents[at] as number) |
      ((holder >>> 16) << HIGH_SHIFT) |
      (others.length > 0 ? FLAG.more : 0) |
      (others.length > 1 ? FLAG.second : 0);
    more.push(...others);
    moreStarts[bucket + 1] = more.length;
  }
  for (let at = 1; at <= BUCKETS; at++) {
    bucketStarts[at] = Math.max(bucketStarts[at] as number, bucketStarts[at - 1] as number);
    moreStarts[at] = Math.max(moreStarts[at] as number, moreStarts[at - 1] as number);
  }
  const paths = clusters.kept.map(([project, file]) => content.pathOf(project, file));
  const kinNumbers = new Map<number, number>();
  const fileKin = Uint32Array.from(clusters.kept, ([project, file], at) => {
    const key = project * 0x200000 + content.kinOf(project, file);
    const known = kinNumbers.get(key) ?? at;
    kinNumbers.set(key, known);
    return known;
  });
  const blobs = content.blobs;
  const blobStarts = new Uint32Array(BLOB_BUCKETS + 1);
  for (const [id] of blobs) {
    const bucket = Number.parseInt(id.slice(0, 4), 16) + 1;
    blobStarts[bucket] = (blobStarts[bucket] as number) + 1;
  }
  for (let at = 1; at <= BLOB_BUCKETS; at++)
    blobStarts[at] = (blobStarts[at] as number) + (blobStarts[at - 1] as number);
  const columns = {
    bucketStarts,
    low,
    holders,
    flags,
    moreStarts,
    more: Uint16Array.from(more),
    holderFiles: Uint32Array.from(clusters.files),
    holderDays: Uint16Array.from(clusters.days),
    holderRoots: Uint8Array.from(clusters.roots),
    fileKin,
    fileProjects: Uint16Array.from(clusters.kept, ([project]) => project),
    paths: deflateSync(new TextEncoder().encode(JSON.stringify(paths)), { level: 9, mtime: 0 } as {
      level: 9;
    }),
    blobStarts,
    blobMiddle: Uint16Array.from(blobs, ([id]) => Number.parseInt(id.slice(4, 8), 16)),
    blobLow: Uint8Array.from(blobs, ([id]) => Number.parseInt(id.slice(8, 10), 16)),
    blobProjects: Uint16Array.from(blobs, ([, project]) => project),
  };
  const parts = Object.values(columns).map(
    (one) => new Uint8Array(one.buffer, one.byteOffset, one.byteLength),
  );
  const id = digest(
    new TextEncoder().encode(JSON.stringify(content.projects) + parts.map(digest).join('')),
  ).slice(0, 16);
  const meta: WorldMeta = {
    format: WORLD_FORMAT,
    printVersion: PRINT_VERSION,
    id,
    families: content.families,
    threshold: content.threshold,
    fit: content.fit,
    fileFit: content.fileFit,
    projectFit: content.projectFit,
    projects: content.projects,
  };
  return writeColumns(MAGIC, meta, columns, digest);
}

const isoDay = (day: number): string => new Date(EPOCH + day * DAY_MS).toISOString().slice(0, 10);

export type WorldFailure = 'foreign' | 'damaged' | 'other-version';

/** A world that can be gone through, to build a larger one on it. */
export interface WorldRows extends World {
  /** The gram at a position. */
  gramAt(position: number): number;
  /** As `WorldContent.blobs`. */
  blobs(): Iterable<readonly [id: string, project: number]>;
}

/** Opens the bytes of a world index: columns are looked into where they lie. `digest` null trusts memory checked before. */
export function openWorld(buffer: ArrayBufferLike, digest: Digest | null): Result<WorldRows, WorldFailure> {
  const opened = openColumns(buffer, MAGIC, digest);
  if (!opened.ok) return opened;
  const meta = opened.value.meta as WorldMeta | null | undefined;
  if (meta == null) return failure('damaged', 'this world index does not say what it holds: rebuild it.');
  if (meta.format !== WORLD_FORMAT || meta.printVersion !== PRINT_VERSION)
    return failure(
      'other-version',
      `this world index was built by another version (format ${meta.format}, prints ${meta.printVersion}; this one reads ${WORLD_FORMAT} and ${PRINT_VERSION}): rebuild it with "forebear world build".`,
    );
  if (!areProjects(meta.projects))
    return failure('damaged', 'this world index does not say whose code it holds: rebuild it.');
  try {
    return success(worldIn(meta, opened.value));
  } catch (error) {
    // A column that is missing, in a file whose sums are right all the same: another program wrote it.
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    return failure('damaged', `this world index cannot be read (${error.message}): rebuild it.`);
  }
}

/** How many other projects follow, by the flags of a gram. */
const othersOf = (flags: number): number => ((flags & FLAG.more) >>> 6) + ((flags & FLAG.second) >>> 7);

function worldIn(meta: WorldMeta, { u8, u16, u32 }: OpenedColumns): WorldRows {
  const bucketStarts = u32('bucketStarts');
  const low = u16('low');
  const holders = u16('holders');
  const flags = u8('flags');
  const moreStarts = u32('moreStarts');
  const more = u16('more');
  const holderFiles = u32('holderFiles');
  const holderDays = u16('holderDays');
  const holderRoots = u8('holderRoots');
  const fileKin = u32('fileKin');
  const fileProjects = u16('fileProjects');
  const blobStarts = u32('blobStarts');
  const blobMiddle = u16('blobMiddle');
  const blobLow = u8('blobLow');
  const blobProjects = u16('blobProjects');
  const packedPaths = u8('paths');
  const weights = Array.from({ length: 16 }, (_, code) =>
    weighIndependents(meta.families)(countOfCode(code)),
  );
  const nobody = weighIndependents(meta.families)(0);
  let paths: readonly unknown[] | null = null;
  const known = new Map<number, Holder>();
  const bucketOf = (position: number): number => {
    let from = 0;
    let to = BUCKETS;
    while (to - from > 1) {
      const middle = (from + to) >>> 1;
      if ((bucketStarts[middle] as number) <= position) from = middle;
      else to = middle;
    }
    return from;
  };
  return {
    id: meta.id,
    projects: meta.projects,
    families: meta.families,
    grams: low.length,
    threshold: meta.threshold,
    fit: meta.fit,
    fileFit: meta.fileFit,
    projectFit: meta.projectFit,
    find: (gram) => {
      const bucket = gram >>> LOW_BITS;
      const wanted = gram & 0xffff;
      let from = bucketStarts[bucket] as number;
      const end = Math.min(bucketStarts[bucket + 1] as number, low.length);
      let to = end;
      while (from < to) {
        const middle = (from + to) >>> 1;
        if ((low[middle] as number) < wanted) from = middle + 1;
        else to = middle;
      }
      return from < end && low[from] === wanted ? from : -1;
    },
    holderAt: (position) =>
      (holders[position] as number) | ((((flags[position] as number) & FLAG.high) >>> HIGH_SHIFT) << 16),
    holder: (number) => {
      const before = known.get(number);
      if (before !== undefined) return before;
      const file = holderFiles[number] as number;
      const holder = {
        project: fileProjects[file] as number,
        file,
        day: isoDay(holderDays[number] ?? 0),
        root: holderRoots[number] === 1,
      };
      known.set(number, holder);
      return holder;
    },
    pathOf: (file) => {
      paths ??= pathsIn(packedPaths, fileProjects.length);
      const path = paths[file];
      return typeof path === 'string' ? path : '';
    },
    kinOf: (file) => fileKin[file] ?? file,
    independentsAt: (position) => countOfCode((flags[position] as number) & FLAG.code),
    othersAt: (position) => {
      if (((flags[position] as number) & FLAG.more) === 0) return [];
      const bucket = bucketOf(position);
      let rank = moreStarts[bucket] as number;
      for (let at = bucketStarts[bucket] as number; at < position; at++)
        rank += othersOf(flags[at] as number);
      return [...more.subarray(rank, rank + othersOf(flags[position] as number))];
    },
    gramAt: (position) => bucketOf(position) * (1 << LOW_BITS) + (low[position] as number),
    *blobs() {
      const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
      for (let bucket = 0; bucket < BLOB_BUCKETS; bucket++) {
        const end = Math.min(blobStarts[bucket + 1] as number, blobProjects.length);
        for (let at = blobStarts[bucket] as number; at < end; at++)
          yield [
            hex(bucket, 4) + hex(blobMiddle[at] as number, 4) + hex(blobLow[at] as number, 2),
            blobProjects[at] as number,
          ] as const;
      }
    },
    weigh: (independents) => (independents <= 0 ? nobody : (weights[codeOfCount(independents)] ?? 0)),
    projectOfBlob: (blob) => {
      const bucket = Number.parseInt(blob.slice(0, 4), 16);
      const rest = Number.parseInt(blob.slice(4, 10), 16);
      const restAt = (at: number): number => (blobMiddle[at] as number) * 256 + (blobLow[at] as number);
      let from = blobStarts[bucket] as number;
      const end = Math.min(blobStarts[bucket + 1] as number, blobProjects.length);
      let to = end;
      while (from < to) {
        const middle = (from + to) >>> 1;
        if (restAt(middle) < rest) from = middle + 1;
        else to = middle;
      }
      return from < end && restAt(from) === rest ? (blobProjects[from] as number) : -1;
    },
  };
}
