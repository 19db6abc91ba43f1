import type { Finding, LineRange } from '../../model/report.ts';

/** Ends every report that a person reads. */
export const FOOTER = 'Similarity is evidence for a person to weigh; it is not a finding of infringement.';

/** `1 finding`, `2 findings`; thousands with a comma in every locale. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${thousands(number)} ${number === 1 ? one : many}`;
}

export function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/**
 * `(A AND B) OR C` as `A and B, or C`: brackets one deep are said with commas. An expression without them is plain as it
 * is, and one with deeper ones stays as it is.
 */
function withoutBrackets(expression: string): string {
  const outer = expression.replace(/\([^()]*\)/g, '').match(/\b(?:AND|OR)\b/g) ?? [];
  const [word] = outer;
  if (!expression.includes('(') || /\([^()]*\(/.test(expression) || outer.some((one) => one !== word))
    return expression;
  const parts = expression.split(/ (?:AND|OR) (?![^(]*\))/).map((part) => {
    const inside = part.replace(/^\((.*)\)$/, '$1').replace(/ (?:AND|OR) /g, (one) => one.toLowerCase());
    return inside.includes(' or ') && word === 'AND' ? `either ${inside}` : inside;
  });
  return parts.join(word === undefined ? ' ' : `, ${word.toLowerCase()} `);
}

/** A license expression as a person reads it: `LicenseRef-scancode-tongyi-qianwen-2023` is the Tongyi Qianwen 2023 license. */
export function licenseWords(expression: string): string {
  return withoutBrackets(expression).replace(/LicenseRef-(?:scancode-)?([\w.-]+)/g, (_, id: string) => {
    const words = id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    return /license/i.test(id) ? words.join(' ') : `${words.join(' ')} license`;
  });
}

/** A share of 0..1 as whole percent; never rounded to 0% or 100% when it is neither. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1%';
  if (share < 1 && share > 0.99) return '>99%';
  return `${Math.round(share * 100)}%`;
}

/** `path:12`, or the path alone for a finding about the whole repository. */
export function place(path: string, range: LineRange): string {
  return path === '.' || path === '' ? 'the repository' : `${path}:${range.startLine}`;
}

export function lines(range: LineRange): string {
  return range.startLine === range.endLine
    ? `line ${range.startLine}`
    : `lines ${range.startLine}-${range.endLine}`;
}

/** The rule's page, from the project's folder of documentation. */
export function rulePage(finding: Finding): string {
  return finding.help.replace(/^docs\//, '');
}

/** What a person can do next about a finding. */
export function nextStep(finding: Finding): string {
  const titles = finding.fixes.map((fix) => fix.title);
  return titles.length > 0 ? titles.join('; or: ') : `forebear explain ${finding.rule}`;
}
