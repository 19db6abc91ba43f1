import { readFile } from 'node:fs/promises';
import { openColumns, writeColumns } from '../../bytes/columns.ts';
import { PRINT_VERSION } from '../../compare/unit-print.ts';
import type { EarlierLicense } from '../../origins/world.ts';
import { sha256 } from '../catalogue/load-catalogue.ts';

const MAGIC = 'FBPRINTS';

/** What is known of a project without its code. */
export interface ProjectHead {
  readonly printVersion: number;
  readonly tip: string;
  readonly roots: readonly string[];
  /** Share of paths that begin in the first two days. */
  readonly atOnce: number;
  readonly everyDays: number;
  /** What decides which states are read: prints of the same tip and the same words are taken as they are. */
  readonly read: string;
  readonly license: string;
  /** Licenses that stood before; absent in prints from before these were read. */
  readonly earlier?: readonly EarlierLicense[];
  /** Code that took the parser too long; absent where none did. */
  readonly passedOver?: readonly string[];
  readonly paths: readonly string[];
  /** Statements of files, named by number + 1 in the columns. */
  readonly stated: readonly string[];
}

/** Sampled prints of every state of a project, in columns. */
export interface ProjectPrints {
  readonly head: ProjectHead;
  /** Five words a blob. */
  readonly blobIds: Uint32Array;
  /** Seconds of its first commit, ascending. */
  readonly blobTimes: Uint32Array;
  readonly blobPaths: Uint32Array;
  /** Number + 1 of whom the whole file names; 0: nobody. */
  readonly blobStated: Uint32Array;
  /** n + 1 starts into blobUnits. */
  readonly blobStarts: Uint32Array;
  readonly blobUnits: Uint32Array;
  /** The same for one unit of the file. */
  readonly unitStated: Uint32Array;
  /** Two words a unit. */
  readonly unitDigests: Uint32Array;
  readonly unitTokens: Uint32Array;
  /** n + 1 starts into grams. */
  readonly unitStarts: Uint32Array;
  /** Sampled grams of each unit, ascending. */
  readonly grams: Uint32Array;
}

export function encodePrints(prints: ProjectPrints): Uint8Array {
  const { head, ...columns } = prints;
  return writeColumns(MAGIC, head, columns, sha256);
}

/** Reads what a build kept of a project; null when there is nothing, or it was printed by another version. */
export async function readPrints(path: string): Promise<ProjectPrints | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return null;
  }
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const opened = openColumns(buffer as ArrayBuffer, MAGIC, sha256);
  if (!opened.ok) return null;
  const head = opened.value.meta as ProjectHead;
  if (head.printVersion !== PRINT_VERSION) return null;
  const { u32 } = opened.value;
  return {
    head,
    blobIds: u32('blobIds'),
    blobTimes: u32('blobTimes'),
    blobPaths: u32('blobPaths'),
    blobStated: u32('blobStated'),
    blobStarts: u32('blobStarts'),
    blobUnits: u32('blobUnits'),
    unitStated: u32('unitStated'),
    unitDigests: u32('unitDigests'),
    unitTokens: u32('unitTokens'),
    unitStarts: u32('unitStarts'),
    grams: u32('grams'),
  };
}

/** Five words of a 40-digit blob id. */
export const blobWords = (blob: string): readonly number[] =>
  Array.from({ length: 5 }, (_, at) => Number.parseInt(blob.slice(at * 8, at * 8 + 8), 16));

/** Collects prints of one project, blob by blob in the order of their dates. */
export class PrintsBuilder {
  private readonly paths = new Map<string, number>();
  private readonly statements = new Map<string, number>();
  private readonly units = new Map<string, number>();
  private readonly blobIds: number[] = [];
  private readonly blobTimes: number[] = [];
  private readonly blobPaths: number[] = [];
  private readonly blobStated: number[] = [];
  private readonly blobStarts: number[] = [0];
  private readonly blobUnits: number[] = [];
  private readonly unitStated: number[] = [];
  private readonly unitDigests: number[] = [];
  private readonly unitTokens: number[] = [];
  private readonly unitGrams: Uint32Array[] = [];

  private numberOf(map: Map<string, number>, key: string): number {
    const known = map.get(key) ?? map.size;
    map.set(key, known);
    return known;
  }

  private statedNumber(source: string | null): number {
    return source === null ? 0 : this.numberOf(this.statements, source) + 1;
  }

  /** Number of a unit; `grams` are its sampled ones. */
  private unitNumber(digest: string, tokens: number, grams: Uint32Array): number {
    const known = this.units.get(digest);
    if (known !== undefined) return known;
    const number = this.units.size;
    this.units.set(digest, number);
    this.unitDigests.push(Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16));
    this.unitTokens.push(tokens);
    this.unitGrams.push(grams);
    return number;
  }

  add(
    blob: { readonly blob: string; readonly time: number; readonly path: string },
    stated: string | null,
    units: readonly {
      readonly digest: string;
      readonly tokens: number;
      readonly grams: Uint32Array;
      readonly stated: string | null;
    }[],
  ): void {
    this.blobIds.push(...blobWords(blob.blob));
    this.blobTimes.push(blob.time);
    this.blobPaths.push(this.numberOf(this.paths, blob.path));
    this.blobStated.push(this.statedNumber(stated));
    for (const unit of units) {
      this.blobUnits.push(this.unitNumber(unit.digest, unit.tokens, unit.grams));
      this.unitStated.push(this.statedNumber(unit.stated));
    }
    this.blobStarts.push(this.blobUnits.length);
  }

  finish(head: Omit<ProjectHead, 'paths' | 'stated' | 'printVersion'>): ProjectPrints {
    const starts = new Uint32Array(this.unitGrams.length + 1);
    for (const [at, grams] of this.unitGrams.entries()) starts[at + 1] = (starts[at] ?? 0) + grams.length;
    const grams = new Uint32Array(starts.at(-1) ?? 0);
    for (const [at, own] of this.unitGrams.entries()) grams.set(own, starts[at]);
    return {
      head: {
        ...head,
        printVersion: PRINT_VERSION,
        paths: [...this.paths.keys()],
        stated: [...this.statements.keys()],
      },
      blobIds: Uint32Array.from(this.blobIds),
      blobTimes: Uint32Array.from(this.blobTimes),
      blobPaths: Uint32Array.from(this.blobPaths),
      blobStated: Uint32Array.from(this.blobStated),
      blobStarts: Uint32Array.from(this.blobStarts),
      blobUnits: Uint32Array.from(this.blobUnits),
      unitStated: Uint32Array.from(this.unitStated),
      unitDigests: Uint32Array.from(this.unitDigests),
      unitTokens: Uint32Array.from(this.unitTokens),
      unitStarts: starts,
      grams,
    };
  }
}

/** Prints of a project by blob id, to be taken again. */
export function printsByBlob(prints: ProjectPrints): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const { blobIds, blobTimes } = prints;
  for (let at = 0; at < blobTimes.length; at++) {
    let id = '';
    for (let word = 0; word < 5; word++) id += (blobIds[at * 5 + word] ?? 0).toString(16).padStart(8, '0');
    found.set(id, at);
  }
  return found;
}
