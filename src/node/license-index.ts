import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { type LicenseIndex, parseLicenseIndex } from '../core/licenses/detect.ts';
import { assetPath } from './assets.ts';

let loaded: LicenseIndex | null = null;

/** The shipped license index, read once a process. Throws when the installation lacks it. */
export function loadLicenseIndex(): LicenseIndex {
  loaded ??= parseLicenseIndex(brotliDecompressSync(readFileSync(assetPath('licenses/licenses.idx'))));
  return loaded;
}
