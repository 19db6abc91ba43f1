import { brotliDecompressSync } from 'node:zlib';
import { isLicenseIndex, type LicenseIndex, parseLicenseIndex } from '../licenses/detect.ts';
import { readAsset } from './assets.ts';

export const LICENSES = 'licenses/licenses.idx';

let loaded: LicenseIndex | null = null;

/** The shipped license index, packed or open, read once a thread. Throws when the installation lacks it. */
export function loadLicenseIndex(): LicenseIndex {
  if (loaded === null) {
    const file = readAsset(LICENSES);
    loaded = parseLicenseIndex(isLicenseIndex(file) ? file : brotliDecompressSync(file));
  }
  return loaded;
}
