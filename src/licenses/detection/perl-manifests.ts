/**
 * Names of licenses in the metadata of Perl distributions, and what they stand for (CPAN::Meta::Spec, "license", and the
 * older names of META.yml). `perl` is the choice that Perl itself offers.
 */
const NAMES: Readonly<Record<string, string>> = {
  agpl_3: 'AGPL-3.0-only',
  apache_1_1: 'Apache-1.1',
  apache_2_0: 'Apache-2.0',
  artistic: 'Artistic-1.0-Perl',
  artistic_1: 'Artistic-1.0-Perl',
  artistic_2: 'Artistic-2.0',
  bsd: 'BSD-3-Clause',
  freebsd: 'BSD-2-Clause',
  gfdl_1_2: 'GFDL-1.2-only',
  gfdl_1_3: 'GFDL-1.3-only',
  gpl: 'GPL-1.0-or-later',
  gpl_1: 'GPL-1.0-only',
  gpl_2: 'GPL-2.0-only',
  gpl_3: 'GPL-3.0-only',
  lgpl: 'LGPL-2.0-or-later',
  lgpl_2_1: 'LGPL-2.1-only',
  lgpl_3_0: 'LGPL-3.0-only',
  mit: 'MIT',
  mozilla_1_0: 'MPL-1.0',
  mozilla_1_1: 'MPL-1.1',
  openssl: 'OpenSSL',
  perl: 'Artistic-1.0-Perl OR GPL-1.0-or-later',
  perl_5: 'Artistic-1.0-Perl OR GPL-1.0-or-later',
  qpl_1_0: 'QPL-1.0',
  sun: 'SISSL',
  zlib: 'Zlib',
};

/** Values of `license` of META.json, META.yml, Makefile.PL and Build.PL, as they stand there. */
const VALUE =
  /(?:^|[\s{,])["']?license["']?\s*(?::|=>)\s*(\[[^\]]{0,400}\]|["'][\w-]{1,40}["']|(?:\n\s*-\s*[\w."+'-]{1,40})+|[\w.+-]{1,40})/i;

/** What the metadata of a Perl distribution states, '' for nothing: several names are a choice. */
export function perlLicense(text: string): string {
  const names = VALUE.exec(text)?.[1]?.match(/[A-Za-z][\w.+-]*/g) ?? [];
  const each = names.flatMap((name) => {
    const key = name.toLowerCase();
    return Object.hasOwn(NAMES, key) ? [NAMES[key] ?? ''] : [];
  });
  return [...new Set(each.flatMap((one) => one.split(' OR ')))].join(' OR ');
}

/** Whether a file is the metadata of a Perl distribution, by its name. */
export const isPerlManifest = (name: string): boolean =>
  /^(?:(?:my)?meta\.(?:json|yml)|makefile\.pl|build\.pl)$/.test(name);
