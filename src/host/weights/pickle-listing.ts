import { open } from 'node:fs/promises';

const TAIL = 65_557;
const END = 0x06054b50;

/**
 * Says what a pickle checkpoint is without reading any of it: for a zip container the number of entries in its end
 * record (PKWARE APPNOTE 4.3.16), else nothing but its name. The pickle itself is never opened.
 */
export async function describePickle(path: string, size: number): Promise<string> {
  const plain =
    'is a pickle checkpoint; loading one can run code, so it is never opened. Convert it to safetensors to compare it';
  if (size < 22) return plain;
  const file = await open(path, 'r');
  try {
    const tail = Buffer.alloc(Math.min(size, TAIL));
    await file.read(tail, 0, tail.length, size - tail.length);
    for (let at = tail.length - 22; at >= 0; at--) {
      if (tail.readUInt32LE(at) !== END) continue;
      const entries = tail.readUInt16LE(at + 10);
      return `is a pickle checkpoint (zip container with ${entries} entries); loading one can run code, so it is never opened beyond that count. Convert it to safetensors to compare it`;
    }
    return plain;
  } finally {
    await file.close();
  }
}
