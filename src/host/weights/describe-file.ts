import { open, stat } from 'node:fs/promises';
import type { ByteSource } from '../../artefacts/weights/formats/byte-source.ts';
import type { DescribedFile } from '../../artefacts/weights/formats/described.ts';
import { describeGguf, isGguf } from '../../artefacts/weights/formats/gguf.ts';
import { describeNpz } from '../../artefacts/weights/formats/npz.ts';
import { describeOnnx } from '../../artefacts/weights/formats/onnx.ts';
import { readPickle } from '../../artefacts/weights/formats/pickle.ts';
import {
  describeLegacyTorch,
  describeTorch,
  isPickle,
  type TorchFailure,
} from '../../artefacts/weights/formats/torch.ts';
import { isZip, readZip } from '../../artefacts/weights/formats/zip.ts';
import { checkHeaderLength, headerClaims, parseHeader } from '../../artefacts/weights/safetensors-header.ts';
import { failure, type Result, success } from '../../model/result.ts';

/** `pointer`: a Git LFS pointer stands where the file should be. */
export type Described =
  | { readonly kind: 'file'; readonly file: DescribedFile }
  | { readonly kind: 'pointer'; readonly id: string; readonly size: string };

const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize (\d+)\n/;
const HEAD = 512;

/** Says what a file of any known format holds, told by its first bytes. Only headers are read, and nothing is run. */
export async function describeFile(path: string): Promise<Result<Described, TorchFailure>> {
  const info = await stat(path);
  // A pipe would be waited for without end.
  if (!info.isFile()) return failure('damaged', 'is no regular file');
  const handle = await open(path, 'r');
  try {
    const source: ByteSource = {
      size: info.size,
      read: async (position, length) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, info.size - position)));
        let done = 0;
        while (done < bytes.length) {
          const { bytesRead } = await handle.read(bytes, done, bytes.length - done, position + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return bytes.subarray(0, done);
      },
    };
    return await describeSource(source, path);
  } finally {
    await handle.close();
  }
}

/** The same of what is read in pieces; `path` tells its kind where its bytes do not. */
export async function describeSource(
  source: ByteSource,
  path: string,
): Promise<Result<Described, TorchFailure>> {
  const head = await source.read(0, HEAD);
  const pointer = source.size < 1024 ? POINTER.exec(new TextDecoder('latin1').decode(head)) : null;
  if (pointer !== null) return success({ kind: 'pointer', id: pointer[1] ?? '', size: pointer[2] ?? '' });
  const page = pageInPlace(head, source.size);
  if (page !== null) return failure('damaged', page);
  const described = await byFormat(source, head, path);
  if (described.ok) return success({ kind: 'file', file: described.value });
  if (described.reason === 'runs-code')
    return failure(
      'runs-code',
      `is refused: ${described.message}. Nothing of it was run; a checkpoint of tensors needs no such call. Ask for it as safetensors`,
    );
  return failure(described.reason, `was not compared: ${described.message}`);
}

/** Larger than this, no server's answer is kept in place of a file. */
const LONGEST_PAGE = 64 * 1024;

/** What stands in place of the file where a hub keeps it behind a gate, or a server answered with a page. */
function pageInPlace(head: Uint8Array, size: number): string | null {
  const text = new TextDecoder('latin1').decode(head);
  if (size > LONGEST_PAGE || !/^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(text)) return null;
  if (/\b(?:gated|restricted|authenticated|access (?:to|denied)|unauthori[sz]ed|forbidden)\b/i.test(text))
    return 'is a notice that access is restricted, and not the file itself: fetch it with access to the repository';
  return /^\s*<(?:!doctype|html|\?xml)\b/i.test(text)
    ? 'is a web page in place of the file: fetch it again'
    : null;
}

const LONGEST_OLD_PICKLE = 1024 * 1024;

async function byFormat(
  source: ByteSource,
  head: Uint8Array,
  path: string,
): Promise<Result<DescribedFile, TorchFailure>> {
  if (isGguf(head)) return describeGguf(source);
  if (isZip(head)) {
    const entries = await readZip(source);
    if (!entries.ok) return entries;
    const isTorch = entries.value.some(({ name }) => /(?:^|\/)data\.pkl$/.test(name));
    return isTorch ? describeTorch(source, entries.value) : describeNpz(source, entries.value);
  }
  if (/\.onnx$/i.test(path)) return describeOnnx(source);
  if (isPickle(head) && !/\.safetensors$/.test(path)) return describeLegacyTorch(source);
  if (/\.(?:bin|pt|pth|ckpt|pkl|pickle|joblib|dill|t7)$/i.test(path)) {
    // The oldest protocols begin like any text: what would run code is told all the same.
    const old = readPickle(await source.read(0, Math.min(source.size, LONGEST_OLD_PICKLE)));
    if (!old.ok && old.reason === 'runs-code') return old;
    return failure('damaged', 'it is no zip container and no pickle of a known protocol');
  }
  const described = await describeSafetensors(source, head);
  // Eight letters at the front of any other file are no length of a header.
  return described.ok || /\.safetensors$/.test(path)
    ? described
    : failure('damaged', 'no checkpoint of a kind that is read (safetensors, PyTorch, ONNX, GGUF, npz)');
}

async function describeSafetensors(
  source: ByteSource,
  head: Uint8Array,
): Promise<Result<DescribedFile, 'damaged'>> {
  if (head.length < 8)
    return failure('damaged', `it has ${source.size} bytes, too few for a file of weights`);
  const view = new DataView(head.buffer, head.byteOffset, 8);
  const length = checkHeaderLength(view.getBigUint64(0, true), source.size);
  if (!length.ok) return length;
  const text = new TextDecoder().decode(await source.read(8, length.value));
  const tensors = parseHeader(text, length.value, source.size);
  if (!tensors.ok) return tensors;
  return success({ format: 'safetensors', tensors: tensors.value, left: [], claims: headerClaims(text) });
}
