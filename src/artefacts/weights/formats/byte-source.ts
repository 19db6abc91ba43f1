/** A file that is read in pieces. */
export interface ByteSource {
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes from `position`: `length` of them, fewer where the file ends. */
  readonly read: (position: number, length: number) => Promise<Uint8Array>;
}

/** Reads a source from front to back in larger pieces. */
export interface ByteCursor {
  /** The next `length` bytes; throws {@link CutOff} where the file ends before. */
  readonly take: (length: number) => Promise<Uint8Array>;
  readonly skip: (length: number) => void;
  readonly position: () => number;
}

/** The file ends where its description says that it goes on. */
export class CutOff extends Error {}

const PIECE = 1 << 18;

export function cursorOf(source: ByteSource, from = 0): ByteCursor {
  let at = from;
  let begin = from;
  let held = new Uint8Array(0);
  return {
    take: async (length) => {
      if (at + length > source.size || length < 0) throw new CutOff(`it is cut off at byte ${source.size}`);
      const inside = at >= begin && at + length <= begin + held.length;
      if (!inside) {
        held = new Uint8Array(await source.read(at, Math.max(length, Math.min(PIECE, source.size - at))));
        begin = at;
        if (held.length < length) throw new CutOff(`it ends at byte ${at + held.length}`);
      }
      const bytes = held.subarray(at - begin, at - begin + length);
      at += length;
      return bytes;
    },
    skip: (length) => {
      at += length;
    },
    position: () => at,
  };
}

export function viewOfBytes(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
