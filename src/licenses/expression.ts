import parse from 'spdx-expression-parse';
import type { Result } from '../model/result.ts';
import { failure, success } from '../model/result.ts';

/** An SPDX expression as a tree. A leaf keeps its exception and its `+` in `id`, spelled as SPDX does. */
export type LicenseTree =
  | { readonly kind: 'license'; readonly id: string }
  | { readonly kind: 'and' | 'or'; readonly left: LicenseTree; readonly right: LicenseTree };

/** `NONE`: no license is given. `NOASSERTION`: nothing is known. Neither is an expression of the parser's grammar. */
export const NO_LICENSE = 'NONE';
export const UNKNOWN_LICENSE = 'NOASSERTION';

/** Longer input is no license expression; the parser recurses, so its input is bounded. */
const LONGEST_EXPRESSION = 2000;

/** Identifiers that SPDX deprecated, and what they mean now (SPDX license list 3.x, annex on GNU licenses). */
const RENAMED: ReadonlyMap<string, string> = new Map(
  ['AGPL-1.0', 'AGPL-3.0', 'GPL-1.0', 'GPL-2.0', 'GPL-3.0', 'LGPL-2.0', 'LGPL-2.1', 'LGPL-3.0'].flatMap(
    (id) => [[id, `${id}-only`] as const, [`${id}+`, `${id}-or-later`] as const],
  ),
);

/** Reads an SPDX expression. Reasons: `malformed` for anything that is not one. */
export function parseExpression(expression: string): Result<LicenseTree, 'malformed'> {
  const text = expression.trim();
  if (text === NO_LICENSE || text === UNKNOWN_LICENSE) return success({ kind: 'license', id: text });
  if (text.length > LONGEST_EXPRESSION) return failure('malformed', 'The license expression is too long.');
  try {
    return success(fromInfo(parse(text)));
  } catch {
    return failure('malformed', `"${text}" is not an SPDX license expression.`);
  }
}

function fromInfo(info: parse.Info): LicenseTree {
  if ('conjunction' in info) {
    return { kind: info.conjunction, left: fromInfo(info.left), right: fromInfo(info.right) };
  }
  const plain = info.plus === true ? `${info.license}+` : info.license;
  const id = RENAMED.get(plain) ?? plain;
  return { kind: 'license', id: info.exception === undefined ? id : `${id} WITH ${info.exception}` };
}

/** The distinct license ids of an expression, in reading order; the text itself when it cannot be read. */
export function licenseIds(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  if (!parsed.ok) return [expression];
  const ids: string[] = [];
  const walk = (tree: LicenseTree): void => {
    if (tree.kind === 'license') ids.push(tree.id);
    else {
      walk(tree.left);
      walk(tree.right);
    }
  };
  walk(parsed.value);
  return [...new Set(ids)];
}

/** More branches than this are not expanded: no real grant offers so many, a hostile one may. */
const MOST_BRANCHES = 64;

/** Sets of licenses any one of which satisfies the expression (disjunctive normal form). */
export function branches(tree: LicenseTree): readonly (readonly string[])[] {
  if (tree.kind === 'license') return [[tree.id]];
  const left = branches(tree.left);
  const right = branches(tree.right);
  if (tree.kind === 'or') return [...left, ...right].slice(0, MOST_BRANCHES);
  return left.flatMap((a) => right.map((b) => [...new Set([...a, ...b])])).slice(0, MOST_BRANCHES);
}

/** Whether two expressions mean the same set of choices, whatever their order and spelling. */
export function sameLicense(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(expression: string): string {
  const parsed = parseExpression(expression);
  if (!parsed.ok) return expression;
  return branches(parsed.value)
    .map((ids) => [...ids].sort().join(' AND '))
    .sort()
    .join(' OR ');
}
