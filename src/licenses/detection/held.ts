/** What a fixed wording is said to mean, as far as its own words bear it out. */
export interface Held {
  readonly expression: string;
  /** Names a family without the version or number that tells its members apart. */
  readonly vague: boolean;
  /** Says an exception alone, without the license that it belongs to. */
  readonly isException: boolean;
}

/** Families of which several versions are in use, named without the number that tells them apart. */
export const OPEN_FAMILY =
  /^LicenseRef-(BSD|CC-BY(?:-NC)?(?:-SA|-ND)?|MPL|EPL|EUPL|Artistic|OSL|AFL|CDDL|ZPL|LPPL|ECL|CDLA-Permissive)$/;

/** Whether an expression names a family without the version or number that tells its members apart. */
export const isOpenFamily = (expression: string): boolean =>
  /^(?:GPL-1\.0-or-later|LGPL-2\.0-or-later)$/.test(expression) || OPEN_FAMILY.test(expression);

/** Signs of a wording over which it carries clauses of its own. */
const LONG = 700;
const GNU = /^((?:A|L)?GPL)-(\d\.\d)-(?:only|or-later)$/;
/** What a GNU license without a number may be. */
const UNNUMBERED: Readonly<Record<string, string>> = {
  GPL: 'GPL-1.0-or-later',
  LGPL: 'LGPL-2.0-or-later',
  // Section 14: a work that names no number may be taken under any version that was published.
  AGPL: 'AGPL-3.0-or-later',
};
const CREATIVE = /^(CC-BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)/;
const NUMBERED_BSD = /^BSD-[234]-Clause$/;
const BSD_NUMBER =
  /\b(?:[234]|two|three|four)[- ]?clauses?\b|\b(?:new|modified|revised|simplified|original|old|free) ?bsd|bsd[-_ ]?v?[234]\b|endorse|retain/i;
/** Licenses of which several versions are in use. */
const VERSIONED = /^(MPL|EPL|EUPL|Artistic|OSL|AFL|CDDL|ZPL|LPPL|ECL|CDLA-Permissive)-(\d\.\d)[a-c]?$/;
/** Perl offers a choice, whatever its version. */
const AS_PERL = /\b(?:same|equal) (?:terms|conditions|license) as (?:the )?perl\b/i;
/** Names of the GNU licenses, by their short names. */
const NAMED: Readonly<Record<string, RegExp>> = {
  GPL: /\bgpl|general public/i,
  LGPL: /\blgpl|lesser|library/i,
  AGPL: /\bagpl|affero/i,
};

function isSaid(version: string, words: string): boolean {
  const number = version.endsWith('.0') ? `${version.slice(0, 1)}(?:\\.0)?` : version.replace('.', '\\.');
  return new RegExp(`(?<![\\d.])${number}(?!\\.?\\d)`).test(words);
}

function numbered(id: string, words: string, behind: string): string {
  const [, family = '', version = ''] = GNU.exec(id) ?? [];
  if (family !== '') {
    return isSaid(version, words) ? id : (UNNUMBERED[family] ?? id);
  }
  const [, terms = '', edition = ''] = CREATIVE.exec(id) ?? [];
  if (terms !== '') return `${words} ${behind}`.includes(edition) ? id : `LicenseRef-${terms}`;
  const [, several = '', number = ''] = VERSIONED.exec(id) ?? [];
  if (several !== '') return isSaid(number, `${words} ${behind}`) ? id : `LicenseRef-${several}`;
  return NUMBERED_BSD.test(id) && !BSD_NUMBER.test(words) ? 'LicenseRef-BSD' : id;
}

/**
 * Takes from the meaning of a short wording what its words do not say: the version of a license of GNU or of
 * Creative Commons, the number of a BSD license, and the license to which a mere exception is said to belong. `words`: the wording as it stands, and
 * `behind` it what may be the address of its license.
 */
export function heldByWords(expression: string, words: string, behind: string): Held {
  const alone = / WITH (\S+)$/.exec(expression);
  const [, family = ''] = GNU.exec(expression.split(' ')[0] ?? '') ?? [];
  const named = NAMED[family];
  if (alone !== null && named !== undefined && !named.test(words)) {
    const id = alone[1] ?? '';
    return {
      expression: /openssl/i.test(id) ? 'LicenseRef-OpenSSL-linking-exception' : id,
      vague: false,
      isException: true,
    };
  }
  if (AS_PERL.test(words) && /^(?:Artistic|GPL)-1\.0\S*$/.test(expression))
    return { expression: 'Artistic-1.0-Perl OR GPL-1.0-or-later', vague: false, isException: false };
  const held =
    words.length > LONG
      ? expression
      : expression.replace(/[^\s()]+/g, (id) =>
          /^(?:AND|OR|WITH)$/.test(id) ? id : numbered(id, words, behind),
        );
  return {
    expression: held,
    vague: isOpenFamily(held),
    isException: false,
  };
}
