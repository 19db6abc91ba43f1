import type { Precedence, StatedTerms } from './stated-terms.ts';

/** A field of a stanza with the lines that go on with it; null where it is absent. */
function field(stanza: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t].*)*)`, 'mi').exec(stanza)?.[1] ?? null;
}

/** Stanzas of Debian's machine-readable copyright format 1.0 that speak of files; the last that fits a path counts. */
export function copyrightStanzas(text: string, precedence: Precedence): readonly StatedTerms[] {
  const found: StatedTerms[] = [];
  let line = 1;
  for (const stanza of text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
    const paths = field(stanza, 'Files')?.split(/\s+/).filter(Boolean) ?? [];
    const license = field(stanza, 'License')?.split('\n')[0]?.trim() ?? '';
    if (paths.length > 0) {
      const at = stanza.search(license === '' ? /^Files:/im : /^License:/im);
      found.push({
        paths,
        license: license === '' ? null : debianName(license),
        copyrights: (field(stanza, 'Copyright') ?? '')
          .split('\n')
          .map((one) => one.trim())
          .filter(Boolean),
        precedence,
        line: line + stanza.slice(0, at).split('\n').length - 1,
      });
    }
    line += stanza.split('\n').length + 1;
  }
  return found;
}

/** Debian's short names: `GPL-2+`, `Expat`, `BSD-3-clause`, joined by lower-case words. */
function debianName(name: string): string {
  return name
    .replace(/\b((?:A|L)?GPL)-(\d)(?!\.)(\+?)/g, '$1-$2.0$3')
    .replace(/\bExpat\b/g, 'MIT')
    .replace(/\bPublic-?domain\b/gi, 'LicenseRef-scancode-public-domain')
    .replace(/,? and /g, ' AND ')
    .replace(/,? or /g, ' OR ');
}
