import type { LargeFile } from './artefact-facts.ts';

/** Reads a git-lfs pointer (specification v1, under 1024 bytes); null when the text is none. */
export function parseLargeFilePointer(text: string): LargeFile | null {
  if (text.length > 1024 || !text.startsWith('version https://git-lfs.github.com/spec/v1\n')) return null;
  const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  const size = /^size (\d{1,15})$/m.exec(text)?.[1];
  return oid === undefined || size === undefined ? null : { oid, size: Number(size) };
}
