import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { openCatalogueIndex } from '../../src/catalogue/open-index.ts';
import type { FilePrint } from '../../src/compare/unit-print.ts';
import { type Gathered, readTree, withHistory } from '../../src/engine/gather.ts';
import { type AuditCatalogues, portsOf } from '../../src/host/audit-opened.ts';
import { catalogueFacts } from '../../src/host/catalogue/catalogue-facts.ts';
import { openWorkTree } from '../../src/host/files/work-tree.ts';
import { openHistory } from '../../src/host/git/history.ts';
import { printSource } from '../../src/host/parsing/print-source.ts';
import { openPool } from '../../src/host/threads/pool.ts';
import { runTask } from '../../src/host/threads/run-task.ts';
import { catalogueAgainst } from '../../src/host/world/against-catalogue.ts';
import { buildWorld } from '../../src/host/world/build-world.ts';
import type { WorldEntry } from '../../src/host/world/world-list.ts';
import { openWorld } from '../../src/origins/world-format.ts';
import { AUDITED, PROJECTS, writeAudited, writeProjects } from './histories.ts';

/** What audits of the histories have read, before anything is chosen or judged. */
export interface GatheredHistories {
  /** States of the projects as a catalogue. */
  readonly states: Uint8Array;
  /** With the states beside the world, and with the world alone, in the order of the audited. */
  readonly beside: readonly Gathered[];
  readonly alone: readonly Gathered[];
  /** Prints of the audited files, by claim and path. */
  readonly prints: readonly (readonly [claim: string, path: string, print: FilePrint])[];
}

export interface BuiltHistories {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: readonly WorldEntry[];
}

function entryOf(name: string): WorldEntry {
  const [owner = '', id = ''] = name.split('+');
  return {
    id,
    repository: `${owner}/${id}`,
    clone: name,
    family: id,
    also: [],
    tip: '',
    everyDays: 0,
    paths: '',
    why: 'test',
  };
}

const entries = Object.keys(PROJECTS).map(entryOf);

/**
 * The same world with the figures of one of many projects: what few of them have is rare, and what chance shares was
 * counted. Only the numbers in its head change, so the head keeps its length.
 */
function asOfMany(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const made = Buffer.from(bytes);
  const from = made.indexOf('"families":');
  const to = made.indexOf(',"projects":', from);
  const counted = (often: string): string => `{"often":${often},"threshold":1,"scale":0.3}`;
  const figures = `"families":99,"threshold":1.2,"fit":${counted('0.1')},"fileFit":${counted('0.1')},"projectFit":${counted('0.2')}`;
  assert.ok(from > 0 && figures.length <= to - from);
  made.write(figures.padEnd(to - from), from);
  return new Uint8Array(made);
}
const gitDirOf = (folder: string, { clone }: WorldEntry): string => join(folder, 'clones', clone, 'repo');

/** Builds the world of the projects; what was printed in `folder` before is not printed again. */
export async function buildHistories(folder: string): Promise<BuiltHistories> {
  if (!existsSync(join(folder, 'clones'))) {
    mkdirSync(join(folder, 'clones'), { recursive: true });
    writeProjects(join(folder, 'clones'));
  }
  const pool = openPool(1, { here: runTask });
  try {
    const built = await buildWorld({
      entries,
      cloneOf: (entry) => gitDirOf(folder, entry),
      prints: join(folder, 'prints'),
      catalogues: [],
      pool,
      progress: () => {},
      signal: new AbortController().signal,
    });
    assert.deepEqual(built.missing, []);
    return { ...built, bytes: asOfMany(built.bytes) };
  } finally {
    await pool.close();
  }
}

/** Catalogues of an audit that is held against the world, and against states where they are given. */
export function cataloguesWith({ bytes }: BuiltHistories, states: Uint8Array | null): AuditCatalogues {
  const world = openWorld(bytes.buffer, null);
  assert.ok(world.ok);
  const index = states === null ? null : openCatalogueIndex(new Uint8Array(states).buffer, null);
  const loaded = index?.ok === true ? [{ path: 'states', index: index.value }] : [];
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return {
    loaded,
    facts: catalogueFacts(loaded),
    worlds: [{ path: 'world', buffer: shared, world: world.value }],
    siblings: null,
    key: states === null ? 'alone' : 'beside',
  };
}

async function gatherWith(folder: string, catalogues: AuditCatalogues): Promise<readonly Gathered[]> {
  const pool = openPool(1, { here: runTask });
  const { signal } = new AbortController();
  const all: Gathered[] = [];
  for (const audited of AUDITED) {
    const repository = writeAudited(audited, join(folder, 'clones'));
    const tree = await openWorkTree(repository.dir, { signal });
    assert.ok(tree.ok);
    const history = await openHistory(repository.dir, 'HEAD', { signal });
    const ports = portsOf(
      {
        tree: { ...tree.value, name: 'audited' },
        history: history.commit === null ? null : history,
        catalogues,
        pool,
        cache: null,
      },
      () => {},
      signal,
    );
    all.push(await withHistory(await readTree(ports, () => {}, signal), ports));
    repository.remove();
  }
  await pool.close();
  return all;
}

/** Reads all audited histories; what lies in `folder` from an earlier run is taken from there. */
export async function gatherHistories(folder: string, built: BuiltHistories): Promise<GatheredHistories> {
  const kept = join(folder, 'gathered.bin');
  if (existsSync(kept)) return deserialize(readFileSync(kept));
  const catalogue = await catalogueAgainst(
    built.entries.map((one) => ({ ...one, license: 'MIT' })),
    (one) => gitDirOf(folder, one),
    null,
  );
  assert.ok(catalogue !== null);
  const states = new Uint8Array(catalogue.index.buffer).slice();
  const prints: (readonly [string, string, FilePrint])[] = [];
  for (const { claim, states: written } of AUDITED)
    for (const [path, text] of written.flatMap(([, files]) => Object.entries(files))) {
      const print = text === null ? null : await printSource(path, text);
      if (print !== null) prints.push([claim, path, print]);
    }
  const made = {
    states,
    beside: await gatherWith(folder, cataloguesWith(built, states)),
    alone: await gatherWith(folder, cataloguesWith(built, null)),
    prints,
  };
  writeFileSync(kept, serialize(made));
  return made;
}
