import type { StatedLicense } from '../model/source-facts.ts';

/** What one file of an upstream says. */
export interface LicenseSaid {
  readonly path: string;
  /** SPDX expression; '' when it says none. */
  readonly expression: string;
}

const GNU = /^((?:A|L)?GPL-\d\.\d)-(only|or-later)$/;

/**
 * The license of an upstream's code from the license files at its top and the headers of its code. COPYING beside
 * COPYING.LESSER is the LGPL with the text that it refers to; the text of a GNU license cannot say "or later", so the
 * headers do, where all that name that license agree. Null when nothing states a license.
 */
export function upstreamLicense(
  files: readonly LicenseSaid[],
  headers: readonly LicenseSaid[],
): StatedLicense | null {
  const stating = files.filter((one) => one.expression !== '');
  const lesser = stating.find((one) => /^LGPL-3/.test(one.expression));
  const pair = lesser !== undefined && stating.some((one) => /^GPL-3/.test(one.expression));
  const file = pair ? lesser : stating[0];
  if (file === undefined) return null;
  const family = GNU.exec(file.expression)?.[1];
  const said = new Set(
    headers.flatMap((one) => {
      const [, of, tail] = GNU.exec(one.expression) ?? [];
      return of !== undefined && of === family ? [tail ?? ''] : [];
    }),
  );
  const [tail] = said;
  if (family === undefined || tail !== 'or-later' || said.size !== 1)
    return { expression: file.expression, source: file.path };
  const path = headers.find((one) => one.expression === `${family}-or-later`)?.path ?? '';
  return { expression: `${family}-or-later`, source: `${file.path}; "or later" in the header of ${path}` };
}
