import { Buffer, isAscii } from 'node:buffer';
import { isNotebook, languageOf } from '../../languages/table.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { SKIP_REASONS } from './skip-reasons.ts';

/** PEP 263: the encoding may be named in a comment on the first or second line. */
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;

/** A line before which an encoding may still be named: the first one, where it is empty or a comment. */
const NO_CODE = /^[ \t\f]*(?:#|$)/;

function declaredEncoding(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).split(/\r\n?|\n/, 2);
  for (const line of start) {
    const name = COOKIE.exec(line)?.[1];
    if (name !== undefined) return name;
    if (!NO_CODE.test(line)) return null;
  }
  return null;
}

/**
 * Encodings, by Python's names without their marks, in which a text of ASCII is another text to Python than to a
 * reader: a comment can hold a whole program in them.
 */
const DISGUISE =
  /^(?:utf7|u7|unicode11utf7|unicodeescape|rawunicodeescape|utf(?:16|32)(?:[bl]e)?|u(?:16|32)|hz(?:gb.*)?|iso2022.*|csiso2022.*|cp(?:037|273|424|500|875|1026|1140)|ibm(?:037|039|273|424|500|1026|1140)|ebcdic.*|idna|punycode)$/;

function labels(name: string): readonly string[] {
  const dashed = name.toLowerCase().replaceAll('_', '-');
  return [dashed, dashed.replaceAll('-', '')];
}

/** Text of two bytes a sign, told by its first two. */
const WIDE = [
  { mark: [0xff, 0xfe], label: 'utf-16le' },
  { mark: [0xfe, 0xff], label: 'utf-16be' },
] as const;

const isPython = (path: string): boolean => languageOf(path)?.name === 'python' && !isNotebook(path);

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of a file, without its byte-order mark. Python's own rule for other encodings is kept, and Python that is none of
 * them is refused, as Python does. Other text that is not UTF-8 is read byte by byte, so that one byte hides no file.
 */
export function decodeText(path: string, bytes: Uint8Array): Result<string, 'binary' | 'not-utf-8'> {
  const wide = WIDE.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  if (wide !== undefined && !isPython(path)) return success(new TextDecoder(wide.label).decode(bytes));
  if (bytes.subarray(0, 8192).includes(0)) {
    return failure('binary', SKIP_REASONS.binary());
  }
  const declared = isPython(path) ? declaredEncoding(bytes) : null;
  if (declared !== null && DISGUISE.test(declared.toLowerCase().replace(/[-_.]/g, '')))
    return failure('not-utf-8', SKIP_REASONS.disguised(declared));
  const text = decoded(bytes, declared, isPython(path));
  return text.ok && text.value.includes('\r') ? success(text.value.replace(LONE_RETURN, '\n')) : text;
}

/** What ends a line by itself, to Python and to compilers: a comment before it does not go on. */
const LONE_RETURN = /\r(?!\n)/g;

function decoded(bytes: Uint8Array, declared: string | null, strict: boolean): Result<string, 'not-utf-8'> {
  // Nearly all code is ASCII: a look, and a copy.
  if (isAscii(bytes))
    return success(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  try {
    return success(UTF_8.decode(bytes));
  } catch {
    // Python writes `latin-1` and `gbk`; the Encoding Standard knows the first as `latin1`.
    for (const label of declared === null || /^utf-?8/i.test(declared) ? [] : labels(declared)) {
      try {
        return success(new TextDecoder(label, { fatal: true }).decode(bytes));
      } catch {
        // An unknown or untrue declaration: try the next spelling, then refuse.
      }
    }
    return strict
      ? failure('not-utf-8', SKIP_REASONS.notUtf8())
      : success(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  }
}
