import type { StatedLicense } from '../model/source-facts.ts';

/** What one file of an upstream says. */
export interface LicenseSaid {
  readonly path: string;
  /** SPDX expression; '' when it says none. */
  readonly expression: string;
}

const GNU = /^((?:A|L)?GPL-\d\.\d)-(only|or-later)$/;
/** Files whose names are those of licenses: by custom they offer a choice. */
const CHOICE = /^LICEN[CS]E[-_.](?:MIT|APACHE|BSD|ISC|ZLIB|MPL|[AL]?GPL|UNLICENSE|BSL|BOOST)/i;
/** Files that are named for something other than the code of the work. */
const ASIDE =
  /^(?:LICEN[CS]E|COPYING)[-_.](?:DOCS?|DOCUMENTATION|DATA|DATASETS?|IMAGES?|FONTS?|ASSETS|3RD|THIRD)/i;

/** An expression without its exception and without "only" and "or later". */
const base = (expression: string): string =>
  expression.replace(/ WITH \S+/g, '').replace(/-(?:only|or-later)\b/g, '');

/** How much an expression says beyond the text of its license. */
const exactness = (expression: string): number =>
  (/ WITH /.test(expression) ? 2 : 0) + (/-or-later\b/.test(expression) ? 1 : 0);

/** The one license that all headers name which name any, and the first of them; null where they differ or name none. */
function unanimous(headers: readonly LicenseSaid[]): LicenseSaid | null {
  const naming = headers.filter((one) => one.expression !== '');
  const [first] = naming;
  return first !== undefined && naming.every((one) => one.expression === first.expression) ? first : null;
}

/** Which of several license files speaks for the code. */
function leading(stating: readonly LicenseSaid[], headers: readonly LicenseSaid[]): LicenseSaid | undefined {
  const lesser = stating.find((one) => /^LGPL-3/.test(one.expression));
  if (lesser !== undefined && stating.some((one) => /^GPL-3/.test(one.expression))) return lesser;
  const said = unanimous(headers);
  const named = stating.find((one) => said !== null && base(one.expression) === base(said.expression));
  const first = named ?? stating[0];
  if (first === undefined) return undefined;
  // COPYING holds the text, LICENSE the sentence that says "or later" or names an exception.
  return stating
    .filter((one) => base(one.expression) === base(first.expression))
    .reduce((a, b) => (exactness(b.expression) > exactness(a.expression) ? b : a), first);
}

/**
 * The license of an upstream's code from the license files at its top and the headers of its code; where no license file
 * states one, from `others`, its manifests and README in the order of their weight, and then from headers that agree. Files named for licenses
 * (LICENSE-MIT, LICENSE-APACHE) offer a choice; COPYING beside COPYING.LESSER is the LGPL with the text that it refers to;
 * the text of a GNU license cannot say "or later", so the headers do, where all that name that license agree. Null when
 * nothing states a license.
 */
export function upstreamLicense(
  files: readonly LicenseSaid[],
  headers: readonly LicenseSaid[],
  others: readonly LicenseSaid[] = [],
): StatedLicense | null {
  const stating = files.filter((one) => one.expression !== '' && !ASIDE.test(one.path));
  const distinct = [...new Set(stating.map((one) => one.expression))];
  if (distinct.length > 1 && stating.every((one) => CHOICE.test(one.path)))
    return { expression: distinct.join(' OR '), source: stating.map((one) => one.path).join(', ') };
  const file = leading(stating, headers) ?? others.find((one) => one.expression !== '');
  if (file === undefined) {
    const said = unanimous(headers);
    return said === null
      ? null
      : { expression: said.expression, source: `header of ${said.path}; no license file` };
  }
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

/** What a license file said from a day on. */
export interface LicenseState {
  /** ISO date of the commit. */
  readonly date: string;
  readonly expression: string;
}

/**
 * Since when the license stands, and those that stood before it, oldest first. `states`: what its file said after each
 * commit that changed it, in order. One that was not recognised says nothing, and ends none.
 */
export function licenseSpans(
  states: readonly LicenseState[],
  source: string,
): { readonly from: string | null; readonly earlier: readonly StatedLicense[] } {
  const known = states.filter((one) => one.expression !== '');
  const changes = known.filter((one, at) => base(one.expression) !== base(known[at - 1]?.expression ?? ''));
  const day = (date: string): string => date.slice(0, 10);
  const last = changes.at(-1);
  return {
    from: last === undefined ? null : day(last.date),
    earlier: changes.slice(0, -1).map(({ expression, date }, at) => ({
      expression,
      source,
      from: day(date),
      until: day(changes[at + 1]?.date ?? date),
    })),
  };
}
