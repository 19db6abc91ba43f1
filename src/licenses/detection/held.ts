/** What a fixed wording is said to mean, as far as its own words bear it out. */
export interface Held {
  readonly expression: string;
  /** Names a family without the version or number that tells its members apart. */
  readonly vague: boolean;
  /** Says an exception alone, without the license that it belongs to. */
  readonly isException: boolean;
}

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
/** Names of the GNU licenses, by their short names. */
const NAMED: Readonly<Record<string, RegExp>> = {
  GPL: /\bgpl|general public/i,
  LGPL: /\blgpl|lesser|library/i,
  AGPL: /\bagpl|affero/i,
};

function numbered(id: string, words: string, behind: string): string {
  const [, family = '', version = ''] = GNU.exec(id) ?? [];
  if (family !== '') {
    const number = version.endsWith('.0') ? `${version.slice(0, 1)}(?:\\.0)?` : version.replace('.', '\\.');
    const isSaid = new RegExp(`(?<![\\d.])${number}(?!\\.?\\d)`).test(words);
    return isSaid ? id : (UNNUMBERED[family] ?? id);
  }
  const [, terms = '', edition = ''] = CREATIVE.exec(id) ?? [];
  if (terms !== '') return `${words} ${behind}`.includes(edition) ? id : `LicenseRef-${terms}`;
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
  const held =
    words.length > LONG
      ? expression
      : expression.replace(/[^\s()]+/g, (id) =>
          /^(?:AND|OR|WITH)$/.test(id) ? id : numbered(id, words, behind),
        );
  return {
    expression: held,
    vague: /^(?:GPL-1\.0-or-later|LGPL-2\.0-or-later|LicenseRef-(?:BSD|CC-BY\S*))$/.test(held),
    isException: false,
  };
}
