import { isCode } from '../../languages/table.ts';
import type { LicenseSlot } from '../../model/license-part.ts';

const WEIGHTS =
  /\.(?:safetensors|gguf|ggml|onnx|npz|pt|pth|ckpt|h5|tflite)(?:\.index\.json)?$|\.bin(?:\.index\.json)?$/i;
const DATA = /\.(?:csv|tsv|jsonl|parquet|arrow|tfrecord|xlsx|npy|lmdb|wav|flac|mp3|mp4)$/i;
const DOCS = /\.(?:md|markdown|mdx|rst|txt|tex|pdf|html?|docx?|png|jpe?g|gif|svg|webp)$/i;

/** What a file is, by its name: the part of a repository whose license it stands under. */
export function slotOfPath(path: string): LicenseSlot {
  if (isCode(path)) return 'code';
  if (WEIGHTS.test(path)) return 'weights';
  if (DATA.test(path)) return 'data';
  return DOCS.test(path) ? 'docs' : 'code';
}
