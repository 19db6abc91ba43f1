import { failure, type Result, success } from '../model/result.ts';
import { TRAIT_VERSION } from './trait-table.ts';
import { type FilePrint, PRINT_VERSION } from './unit-print.ts';

/** Families of counted hashes of a sibling, in the order of the bank. */
export const BANK_FAMILIES = ['words', 'strings', 'values', 'defaults', 'flow'] as const;
export type BankFamily = (typeof BANK_FAMILIES)[number];

/** An independent implementation of a kind of module, by hashes alone. */
export interface BankedSibling {
  /** The kind and the writer's habit: `rope/a`. */
  readonly name: string;
  /** Units with tokens and grams; nothing else of them is kept. */
  readonly print: FilePrint;
  readonly hashes: Readonly<Record<BankFamily, Uint32Array>>;
}

interface Header {
  readonly print: number;
  readonly traits: number;
  readonly siblings: readonly {
    readonly name: string;
    /** Tokens and number of grams of each unit. */
    readonly units: readonly (readonly [tokens: number, grams: number])[];
    readonly hashes: readonly number[];
  }[];
}

/** Bytes of a bank: the length of a JSON header, the header padded to a word, then all hashes as little-endian words. */
export function encodeBank(siblings: readonly BankedSibling[]): Uint8Array {
  const header: Header = {
    print: PRINT_VERSION,
    traits: TRAIT_VERSION,
    siblings: siblings.map(({ name, print, hashes }) => ({
      name,
      units: print.units.map((unit) => [unit.tokens, unit.grams.length] as const),
      hashes: BANK_FAMILIES.map((family) => hashes[family].length),
    })),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const words = siblings.flatMap(({ print, hashes }) => [
    ...print.units.flatMap((unit) => [...unit.grams]),
    ...BANK_FAMILIES.flatMap((family) => [...hashes[family]]),
  ]);
  const start = (4 + json.length + 3) & ~3;
  const bytes = new Uint8Array(start + 4 * words.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, json.length, true);
  bytes.set(json, 4);
  words.forEach((word, at) => {
    view.setUint32(start + 4 * at, word, true);
  });
  return bytes;
}

/** Reads a bank. One of another version of the printer cannot be held against anything. */
export function openBank(bytes: Uint8Array): Result<readonly BankedSibling[], 'foreign'> {
  const foreign = failure(
    'foreign',
    'The bank of independent implementations is damaged or of another version. Reinstall Forebear.',
  );
  if (bytes.length < 4) return foreign;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  if (4 + length > bytes.length) return foreign;
  let header: Header;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Header;
  } catch {
    return foreign;
  }
  if (header.print !== PRINT_VERSION || header.traits !== TRAIT_VERSION) return foreign;
  let at = (4 + length + 3) & ~3;
  const take = (count: number): Uint32Array => {
    const found = new Uint32Array(count);
    for (let index = 0; index < count; index++) found[index] = view.getUint32(at + 4 * index, true);
    at += 4 * count;
    return found;
  };
  try {
    return success(
      header.siblings.map(({ name, units, hashes }): BankedSibling => {
        const printed = units.map(([tokens, grams], number) => ({
          symbol: String(number),
          kind: 'function' as const,
          role: 'other' as const,
          range: { startLine: 1, endLine: 1 },
          tokens,
          digest: '',
          grams: take(grams),
          gramLines: new Uint16Array(grams),
          names: [],
        }));
        const families = hashes.map(take);
        const family = (which: BankFamily): Uint32Array =>
          families[BANK_FAMILIES.indexOf(which)] ?? new Uint32Array(0);
        return {
          name,
          print: { language: 'python', damage: 0, units: printed },
          hashes: {
            words: family('words'),
            strings: family('strings'),
            values: family('values'),
            defaults: family('defaults'),
            flow: family('flow'),
          },
        };
      }),
    );
  } catch {
    return foreign;
  }
}
