import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { isLicenseIndex, type LicenseIndex, parseLicenseIndex } from '../core/licenses/detect.ts';
import { assetPath } from './assets.ts';

let loaded: LicenseIndex | null = null;

/** The shipped license index, packed or open, read once a thread. Throws when the installation lacks it. */
export function loadLicenseIndex(): LicenseIndex {
  if (loaded === null) {
    const file = readFileSync(assetPath('licenses/licenses.idx'));
    loaded = parseLicenseIndex(isLicenseIndex(file) ? file : brotliDecompressSync(file));
  }
  return loaded;
}
