import { type FileLicenses, type LicenseFile, readLicenses } from '../../licenses/read-licenses.ts';

/** Reads a batch of files and says what licenses each states, in the order given. */
export function run(files: readonly LicenseFile[]): readonly FileLicenses[] {
  return files.map(readLicenses);
}
