import { Buffer, isAscii } from 'node:buffer';
import { isNotebook, languageOf } from '../../languages/table.ts';
import { failure, type Result, success } from '../../model/result.ts';

/** PEP 263: the encoding may be named in a comment on the first or second line. */
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;

function declaredEncoding(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).split(/\r\n?|\n/, 2);
  for (const line of start) {
    const name = COOKIE.exec(line)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}

function labels(name: string): readonly string[] {
  const dashed = name.toLowerCase().replaceAll('_', '-');
  return [dashed, dashed.replaceAll('-', '')];
}

/** Text of two bytes a sign, told by its first two. */
const WIDE = [
  { mark: [0xff, 0xfe], label: 'utf-16le' },
  { mark: [0xfe, 0xff], label: 'utf-16be' },
] as const;

const isPython = (path: string): boolean => /\.pyi?$/i.test(path);

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of a file, without its byte-order mark. Python's own rule for other encodings is kept, and Python that is none of
 * them is refused, as Python does. Other text that is not UTF-8 is read byte by byte, so that one byte hides no file.
 */
export function decodeText(path: string, bytes: Uint8Array): Result<string, 'binary' | 'not-utf-8'> {
  const wide = WIDE.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  if (wide !== undefined && !isPython(path)) return success(new TextDecoder(wide.label).decode(bytes));
  if (bytes.subarray(0, 8192).includes(0)) {
    return failure('binary', 'binary content, not text');
  }
  // Nearly all code is ASCII: a look, and a copy.
  if (isAscii(bytes))
    return success(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  try {
    return success(UTF_8.decode(bytes));
  } catch {
    const encoding =
      languageOf(path)?.name === 'python' && !isNotebook(path) ? declaredEncoding(bytes) : null;
    // Python writes `latin-1` and `gbk`; the Encoding Standard knows the first as `latin1`.
    for (const label of encoding === null || /^utf-?8/i.test(encoding) ? [] : labels(encoding)) {
      try {
        return success(new TextDecoder(label, { fatal: true }).decode(bytes));
      } catch {
        // An unknown or untrue declaration: try the next spelling, then refuse.
      }
    }
    return failure('not-utf-8', 'not valid UTF-8, so its text is not known');
  }
}
