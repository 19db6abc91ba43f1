import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { CheckpointTensor } from '../../artefacts/weights/checkpoint.ts';
import type { DescribedFile } from '../../artefacts/weights/formats/described.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import { describeFile } from './describe-file.ts';

/** One side of a comparison: its readable tensors, and every file that could not be used with the reason. */
export interface Checkpoint {
  /** Absolute paths, by file number. */
  readonly files: readonly string[];
  readonly tensors: readonly CheckpointTensor[];
  readonly notExamined: readonly { readonly path: string; readonly reason: string }[];
  /** Git LFS pointers found instead of files: path -> object id and size. */
  readonly pointers: ReadonlyMap<string, string>;
  /** Whether any file of weights was there, readable or not. */
  readonly hasFiles: boolean;
  /** What the files say of themselves: base models, license, name. */
  readonly claims: readonly { readonly path: string; readonly key: string; readonly value: string }[];
}

const INDEX = /\.(?:safetensors|bin)\.index\.json$/;
/** Files of weights of other formats than safetensors; a state of the optimiser is none. */
const OTHER =
  /^(?!training_args\.bin$|optimizer\.|scheduler\.|rng_state|scaler\.).*\.(?:bin|pt|pth|ckpt|gguf|onnx|npz)$/;
const LARGEST_INDEX = 64 * 1024 * 1024;

interface Shards {
  readonly root: string;
  readonly names: readonly string[];
  readonly indexed: ReadonlyMap<string, string>;
  /** Other formats beside safetensors: taken for the same weights and left. */
  readonly beside: readonly string[];
  readonly troubles: readonly { readonly path: string; readonly reason: string }[];
}

async function readHead(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(bytes);
    let done = 0;
    while (done < bytes) {
      const { bytesRead } = await file.read(head, done, bytes - done, done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return head.subarray(0, done);
  } finally {
    await file.close();
  }
}

/** tensor -> shard of an index file. Shards outside the folder are refused. */
async function readIndex(path: string): Promise<Result<ReadonlyMap<string, string>>> {
  const info = await stat(path);
  if (!info.isFile()) return failure('damaged', 'is no regular file');
  const { size } = info;
  if (size > LARGEST_INDEX) return failure('damaged', 'is larger than an index of tensors can be (64 MB)');
  let parsed: unknown;
  try {
    parsed = JSON.parse((await readHead(path, size)).toString('utf8'));
  } catch {
    return failure('damaged', 'is no JSON');
  }
  const map = (parsed as { weight_map?: unknown } | null)?.weight_map;
  if (typeof map !== 'object' || map === null) return failure('damaged', 'has no "weight_map"');
  const entries = new Map<string, string>();
  for (const [tensor, shard] of Object.entries(map)) {
    if (typeof shard !== 'string') return failure('damaged', `names no file for tensor "${tensor}"`);
    if (isAbsolute(shard) || shard.split(/[\\/]/).includes('..')) {
      return failure('damaged', `names a file outside its folder: "${shard}"`);
    }
    entries.set(tensor, shard);
  }
  return success(entries);
}

async function listShards(path: string): Promise<Shards> {
  const info = await stat(path);
  const troubles: { path: string; reason: string }[] = [];
  const indexed = new Map<string, string>();
  const addIndex = async (folder: string, name: string): Promise<void> => {
    const index = await readIndex(join(folder, name));
    if (index.ok) for (const [tensor, shard] of index.value) indexed.set(tensor, shard);
    else troubles.push({ path: name, reason: index.message });
  };
  if (!info.isDirectory()) {
    const root = dirname(path);
    const name = basename(path);
    if (INDEX.test(name)) {
      await addIndex(root, name);
      return { root, names: [...new Set(indexed.values())].sort(), indexed, beside: [], troubles };
    }
    return { root, names: [name], indexed, beside: [], troubles };
  }
  const entries = (await readdir(path)).sort();
  for (const name of entries.filter((entry) => INDEX.test(entry))) await addIndex(path, name);
  const isTensors = (name: string): boolean => name.endsWith('.safetensors');
  let found = [
    ...new Set([...entries.filter((name) => isTensors(name) || OTHER.test(name)), ...indexed.values()]),
  ];
  if (found.length === 0) {
    // Pipelines keep one model per folder.
    for (const folder of entries) {
      const inner = await readdir(join(path, folder)).catch(() => []);
      found.push(
        ...inner.filter((name) => isTensors(name) || OTHER.test(name)).map((name) => `${folder}/${name}`),
      );
    }
  }
  // The same weights often lie there twice: the plainest format is read.
  const first = [isTensors, (name: string) => name.endsWith('.gguf'), () => true].find((test) =>
    found.some(test),
  );
  const beside = found.filter((name) => first !== undefined && !first(name));
  found = found.filter((name) => !beside.includes(name));
  return { root: path, names: found.sort(), indexed, beside, troubles };
}

/** The real path of a file inside `root`, or null when a link leads out of it. */
async function inside(root: string, name: string): Promise<string | null> {
  const real = await realpath(join(root, name));
  const way = relative(await realpath(root), real);
  return way.startsWith(`..${sep}`) || isAbsolute(way) ? null : real;
}

type Opened =
  | { readonly kind: 'tensors'; readonly path: string; readonly file: DescribedFile }
  | { readonly kind: 'pointer'; readonly id: string; readonly size: string }
  | { readonly kind: 'refused'; readonly reason: string };

async function openShard(root: string, name: string): Promise<Opened> {
  let path: string | null;
  try {
    path = await inside(root, name);
  } catch {
    return { kind: 'refused', reason: 'is absent' };
  }
  if (path === null) {
    return {
      kind: 'refused',
      reason: 'is a link out of the folder and was not followed; name the folder it leads to',
    };
  }
  const described = await describeFile(path);
  if (!described.ok) return { kind: 'refused', reason: described.message };
  return described.value.kind === 'pointer'
    ? described.value
    : { kind: 'tensors', path, file: described.value.file };
}

function unreadable(error: NodeJS.ErrnoException): Opened {
  return { kind: 'refused', reason: `cannot be read (${error.code ?? error.message})` };
}

/** Opens a checkpoint of any known format: a file, a folder of them, or a sharded index. Reads headers only. */
export async function openCheckpoint(path: string): Promise<Checkpoint> {
  const files: string[] = [];
  const notExamined: { path: string; reason: string }[] = [];
  const pointers = new Map<string, string>();
  const byName = new Map<string, { readonly tensor: CheckpointTensor; readonly shard: string }>();
  let shards: Shards;
  try {
    shards = await listShards(await realpath(path));
  } catch {
    notExamined.push({ path, reason: 'does not exist or cannot be read' });
    return { files, tensors: [], notExamined, pointers, hasFiles: false, claims: [] };
  }
  notExamined.push(...shards.troubles);
  for (const name of shards.beside)
    notExamined.push({
      path: name,
      reason: 'was left: another format of weights beside it was compared; name the file to compare it',
    });
  const claims: { path: string; key: string; value: string }[] = [];
  const named = new Set(shards.indexed.values());
  for (const name of shards.names) {
    const shard = await openShard(shards.root, name).catch(unreadable);
    if (shard.kind === 'pointer') {
      pointers.set(name, `sha256:${shard.id} (${shard.size} bytes)`);
      notExamined.push({
        path: name,
        reason: `is a Git LFS pointer to ${shard.size} bytes that are not here; run "git lfs pull" to compare them`,
      });
      continue;
    }
    if (shard.kind === 'refused') {
      const missing = shard.reason === 'is absent' && named.has(name);
      notExamined.push({ path: name, reason: missing ? 'is named in the index and absent' : shard.reason });
      continue;
    }
    const file = files.push(shard.path) - 1;
    const repeated: string[] = [];
    for (const { name: tensor, reason } of shard.file.left)
      notExamined.push({ path: `${name}: ${tensor}`, reason });
    if (shard.file.tensors.length === 0 && shard.file.left.length === 0)
      notExamined.push({ path: name, reason: 'holds no tensors that can be read' });
    for (const [key, value] of shard.file.claims) claims.push({ path: name, key, value });
    for (const stored of shard.file.tensors) {
      const before = byName.get(stored.name);
      if (before !== undefined) repeated.push(stored.name);
      if (before === undefined || shards.indexed.get(stored.name) === name) {
        byName.set(stored.name, { tensor: { ...stored, file }, shard: name });
      }
    }
    const [first] = repeated;
    if (first !== undefined && !repeated.every((tensor) => shards.indexed.has(tensor))) {
      notExamined.push({
        path: name,
        reason: `names ${repeated.length} tensors that another file also holds, first "${first}"; the other file's were compared`,
      });
    }
  }
  const tensors = [...byName.values()].map(({ tensor }) => tensor).sort((a, b) => byText(a.name, b.name));
  return { files, tensors, notExamined, pointers, hasFiles: shards.names.length > 0, claims };
}
