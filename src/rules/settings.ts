import { isCode } from '../languages/table.ts';
import type { Evidence } from '../model/evidence.ts';

/**
 * What lies in a folder without weights, in a repository with code, tells a program how to use a model: it is not the model
 * that this repository publishes.
 */
export function isSetting({ paths }: Evidence, path: string): boolean {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (folder === '' || !paths.some(isCode)) return false;
  return !paths.some((one) => one.startsWith(folder) && WEIGHTS.test(one));
}

const WEIGHTS = /\.(?:safetensors|gguf|onnx|npz|pt|pth|ckpt|bin|h5|msgpack)(?:\.index\.json)?$/i;
