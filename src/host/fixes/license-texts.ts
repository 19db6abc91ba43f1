import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { assetPath } from '../assets.ts';

/** Standard text of an SPDX license id; null for an id without one. */
export type LicenseTexts = (id: string) => Promise<string | null>;

let shipped: Promise<Readonly<Record<string, unknown>>> | undefined;

/** The texts that come with the tool, unpacked when first asked for. */
export const shippedLicenseTexts: LicenseTexts = async (id) => {
  shipped ??= unpack();
  const texts = await shipped;
  const text = Object.hasOwn(texts, id) ? texts[id] : null;
  return typeof text === 'string' ? text : null;
};

async function unpack(): Promise<Readonly<Record<string, unknown>>> {
  const packed = await readFile(assetPath('license-texts.json.br'));
  const parsed: unknown = JSON.parse((await promisify(brotliDecompress)(packed)).toString('utf8'));
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
