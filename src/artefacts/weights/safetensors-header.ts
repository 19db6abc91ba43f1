import { failure, type Result, success } from '../../model/result.ts';
import { elementType } from './dtype.ts';

/** One tensor of one file. Offsets count bytes from the start of the file. */
export interface StoredTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
  /** Rows of one attention head, where these are stored as pairs of its halves; see {@link storedRow}. */
  readonly interleaved?: number;
}

export type HeaderFailure = 'damaged';

/** Bytes of the longest header that is read (the reference implementation's limit). */
export const LONGEST_HEADER = 100_000_000;

/** Checks the eight bytes in front of a header. `length`: their value; `fileSize`: bytes of the file. */
export function checkHeaderLength(length: bigint, fileSize: number): Result<number, HeaderFailure> {
  if (length > BigInt(LONGEST_HEADER)) {
    return failure('damaged', `its header claims ${length} bytes; a safetensors header has at most 100 MB`);
  }
  if (8 + Number(length) > fileSize) {
    return failure(
      'damaged',
      `its header claims ${length} bytes and the file has ${fileSize}; it is cut off or no safetensors file`,
    );
  }
  if (length < 2n) return failure('damaged', 'its header is empty; it is no safetensors file');
  return success(Number(length));
}

/** The names at the top level of a JSON object that occur twice. JSON.parse would keep the last silently. */
function repeatedNames(text: string): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  let depth = 0;
  let isKey = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '{' || c === '[') {
      depth++;
      isKey = depth === 1;
    } else if (c === '}' || c === ']') depth--;
    else if (c === ',') isKey = depth === 1;
    else if (c === ':') isKey = false;
    else if (c === '"') {
      const start = i;
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
      if (depth !== 1 || !isKey) continue;
      const name: unknown = JSON.parse(text.slice(start, i + 1));
      if (typeof name !== 'string') continue;
      if (seen.has(name)) repeated.add(name);
      seen.add(name);
    }
  }
  return [...repeated];
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function parseEntry(name: string, entry: unknown, dataStart: number): Result<StoredTensor, HeaderFailure> {
  const wrong = (what: string) => failure('damaged', `tensor "${name}" ${what}`);
  if (typeof entry !== 'object' || entry === null) return wrong('has no description');
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
  if (typeof dtype !== 'string') return wrong('has no dtype');
  if (!Array.isArray(shape) || !shape.every(isWhole)) return wrong('has no valid shape');
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isWhole)) {
    return wrong('has no valid data offsets');
  }
  const [from = 0, to = 0] = offsets;
  if (to < from) return wrong(`ends (${to}) before it begins (${from})`);
  const type = elementType(dtype);
  const values = shape.reduce((product, side) => product * side, 1);
  if (!Number.isSafeInteger(values)) return wrong('has an impossible shape');
  if (type !== undefined && to - from !== values * type.bytes) {
    return wrong(
      `takes ${to - from} bytes, but its shape [${shape.join(', ')}] in ${dtype} needs ${values * type.bytes}`,
    );
  }
  return success({ name, dtype, shape, begin: dataStart + from, end: dataStart + to });
}

/** What is kept of a header's free texts: who made it, from what, under which license. */
const METADATA =
  /^(?:modelspec\.(?:title|author|license|merged_from|architecture|date)|ss_(?:sd_model_name|base_model_version)|base_model|license)$/;
const LONGEST_VALUE = 200;

/** Claims in `__metadata__` of a header that was parsed before. */
export function headerClaims(text: string): readonly (readonly [key: string, value: string])[] {
  if (!text.includes('"__metadata__"')) return [];
  const { __metadata__: said } = JSON.parse(text) as { readonly __metadata__?: unknown };
  return typeof said !== 'object' || said === null
    ? []
    : Object.entries(said).flatMap(([key, value]: [string, unknown]) =>
        METADATA.test(key) && typeof value === 'string'
          ? [[key, value.slice(0, LONGEST_VALUE)] as const]
          : [],
      );
}

/**
 * Parses the JSON header of a safetensors file (format description of the safetensors project).
 * Refuses duplicate names, sizes that contradict shape and dtype, overlapping tensors and a file that is cut off.
 * `text`: the header without the eight bytes in front; `headerBytes`: its length in bytes.
 */
export function parseHeader(
  text: string,
  headerBytes: number,
  fileSize: number,
): Result<readonly StoredTensor[], HeaderFailure> {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    return failure('damaged', 'its header is no JSON');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    return failure('damaged', 'its header is no JSON object');
  }
  const repeated = repeatedNames(text);
  if (repeated.length > 0) {
    return failure(
      'damaged',
      `its header names "${repeated[0]}" more than once, so it is not clear which data are meant`,
    );
  }
  const tensors: StoredTensor[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const tensor = parseEntry(name, entry, 8 + headerBytes);
    if (!tensor.ok) return tensor;
    tensors.push(tensor.value);
  }
  const ordered = tensors.filter((t) => t.end > t.begin).sort((a, b) => a.begin - b.begin || a.end - b.end);
  for (const [i, tensor] of ordered.entries()) {
    const previous = ordered[i - 1];
    if (previous !== undefined && tensor.begin < previous.end) {
      return failure('damaged', `tensors "${previous.name}" and "${tensor.name}" overlap`);
    }
  }
  const last = ordered.at(-1);
  if (last !== undefined && last.end > fileSize) {
    return failure(
      'damaged',
      `it is cut off: tensor "${last.name}" ends at byte ${last.end} and the file has ${fileSize}`,
    );
  }
  return success(tensors);
}
