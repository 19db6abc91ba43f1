import type { LicenseIndex } from './license-index.ts';

/** Ids that SPDX has retired and the expressions that stand for them now. */
const RETIRED: Readonly<Record<string, string>> = {
  'agpl-1.0': 'AGPL-1.0-only',
  'agpl-3.0': 'AGPL-3.0-only',
  'gfdl-1.1': 'GFDL-1.1-only',
  'gfdl-1.2': 'GFDL-1.2-only',
  'gfdl-1.3': 'GFDL-1.3-only',
  'gpl-1.0': 'GPL-1.0-only',
  'gpl-2.0': 'GPL-2.0-only',
  'gpl-3.0': 'GPL-3.0-only',
  'lgpl-2.0': 'LGPL-2.0-only',
  'lgpl-2.1': 'LGPL-2.1-only',
  'lgpl-3.0': 'LGPL-3.0-only',
  'agpl-1.0+': 'AGPL-1.0-or-later',
  'agpl-3.0+': 'AGPL-3.0-or-later',
  'gfdl-1.1+': 'GFDL-1.1-or-later',
  'gfdl-1.2+': 'GFDL-1.2-or-later',
  'gfdl-1.3+': 'GFDL-1.3-or-later',
  'gpl-1.0+': 'GPL-1.0-or-later',
  'gpl-2.0+': 'GPL-2.0-or-later',
  'gpl-3.0+': 'GPL-3.0-or-later',
  'lgpl-2.0+': 'LGPL-2.0-or-later',
  'lgpl-2.1+': 'LGPL-2.1-or-later',
  'lgpl-3.0+': 'LGPL-3.0-or-later',
  'gpl-2.0-with-autoconf-exception': 'GPL-2.0-only WITH Autoconf-exception-2.0',
  'gpl-2.0-with-bison-exception': 'GPL-2.0-only WITH Bison-exception-2.2',
  'gpl-2.0-with-classpath-exception': 'GPL-2.0-only WITH Classpath-exception-2.0',
  'gpl-2.0-with-font-exception': 'GPL-2.0-only WITH Font-exception-2.0',
  'gpl-2.0-with-gcc-exception': 'GPL-2.0-only WITH GCC-exception-2.0',
  'gpl-3.0-with-autoconf-exception': 'GPL-3.0-only WITH Autoconf-exception-3.0',
  'gpl-3.0-with-gcc-exception': 'GPL-3.0-only WITH GCC-exception-3.1',
  'ecos-2.0': 'GPL-2.0-or-later WITH eCos-exception-2.0',
  wxwindows: 'LGPL-2.0-or-later WITH WxWindows-exception-3.1',
  'standardml-nj': 'SMLNJ',
  nunit: 'zlib-acknowledgement',
  'bsd-2-clause-freebsd': 'BSD-2-Clause-Views',
  'bsd-2-clause-netbsd': 'BSD-2-Clause',
  'bzip2-1.0.5': 'bzip2-1.0.6',
};

export type Expression =
  | { readonly kind: 'license'; readonly id: string; readonly exception: string | null }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] };

/** Deepest nesting of parentheses that is read. */
const DEEPEST = 40;

function tokens(text: string): readonly string[] | null {
  const found = text.match(/[()]|[A-Za-z0-9.+:-]+/g) ?? [];
  const rest = text.replace(/[()]|[A-Za-z0-9.+:-]+/g, '').trim();
  return rest === '' && found.length > 0 && found.length <= 200 ? found : null;
}

function license(index: KnownIds, word: string): Expression | null {
  if (/^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/.test(word))
    return { kind: 'license', id: word, exception: null };
  if (word === 'NONE' || word === 'NOASSERTION') return null;
  const key = word.toLowerCase();
  const now = Object.hasOwn(RETIRED, key) ? RETIRED[key] : undefined;
  if (now !== undefined) {
    const [id = '', , exception = null] = now.split(' ');
    return { kind: 'license', id, exception };
  }
  const id = index.licenseIds.get(key);
  if (id !== undefined) return { kind: 'license', id, exception: null };
  if (key.endsWith('+')) {
    const base = index.licenseIds.get(key.slice(0, -1));
    return base === undefined ? null : { kind: 'license', id: `${base}+`, exception: null };
  }
  return null;
}

/** What tells ids of the SPDX list from other words. */
export type KnownIds = Pick<LicenseIndex, 'licenseIds' | 'exceptionIds'>;

/** Reads an SPDX expression; ids in any case, retired ids as what stands for them now. Null when it is none. */
export function parseExpression(index: KnownIds, text: string): Expression | null {
  const all = tokens(text);
  if (all === null) return null;
  let at = 0;
  const term = (depth: number): Expression | null => {
    const word = all[at];
    if (word === undefined || depth > DEEPEST) return null;
    if (word === '(') {
      at++;
      const inner = list(depth + 1);
      if (inner === null || all[at] !== ')') return null;
      at++;
      return inner;
    }
    const one = license(index, word);
    if (one === null) return null;
    at++;
    if (all[at]?.toUpperCase() !== 'WITH') return one;
    const name = all[at + 1] ?? '';
    const exception =
      index.exceptionIds.get(name.toLowerCase()) ?? (/^AdditionRef-/.test(name) ? name : null);
    if (exception === null || one.kind !== 'license') return null;
    at += 2;
    return { ...one, exception };
  };
  const series =
    (word: 'AND' | 'OR', kind: 'and' | 'or', next: (depth: number) => Expression | null) =>
    (depth: number): Expression | null => {
      const first = next(depth);
      if (first === null) return null;
      const parts = [first];
      while (all[at]?.toUpperCase() === word) {
        at++;
        const part = next(depth);
        if (part === null) return null;
        parts.push(part);
      }
      return parts.length === 1 ? first : { kind, parts };
    };
  const conjunction = series('AND', 'and', term);
  const list = series('OR', 'or', conjunction);
  const whole = list(0);
  return at === all.length ? whole : null;
}

/** An expression as text: AND binds closer than OR, parts of one kind are flat, doubles are gone. */
export function formatExpression(expression: Expression): string {
  if (expression.kind === 'license') {
    return expression.exception === null ? expression.id : `${expression.id} WITH ${expression.exception}`;
  }
  const { kind } = expression;
  const parts: string[] = [];
  const add = (part: Expression): void => {
    if (part.kind === kind) {
      for (const inner of part.parts) add(inner);
      return;
    }
    const text = formatExpression(part);
    const wrapped = part.kind === 'or' && kind === 'and' ? `(${text})` : text;
    if (!parts.includes(wrapped)) parts.push(wrapped);
  };
  for (const part of expression.parts) add(part);
  return parts.join(kind === 'and' ? ' AND ' : ' OR ');
}

/** Joins expressions by AND; doubles are gone, an expression with OR is set in parentheses. */
export function joinExpressions(expressions: readonly string[]): string {
  const parts = [
    ...new Set(expressions.flatMap((one) => (/ OR |\(/.test(one) ? [one] : one.split(' AND ')))),
  ];
  const choice = (one: string): boolean => / OR /.test(one.replace(/\([^()]*\)/g, ''));
  return parts.length === 1
    ? (parts[0] ?? '')
    : parts.map((one) => (choice(one) ? `(${one})` : one)).join(' AND ');
}
