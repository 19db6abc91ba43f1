/** One part of a pattern: a letter, `?`, `*` within a name, `**` across folders, or a set of letters. */
type Part =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'below' }
  | { readonly kind: 'set'; readonly not: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** One line of a .gitignore. */
export interface IgnorePattern {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Whether it is held against the whole path below its folder; else against the name alone. */
  readonly anchored: boolean;
  readonly parts: readonly Part[];
}

/** Reads `[a-z]` from its bracket on; null when it does not end. */
function readSet(text: string, at: number): { readonly part: Part; readonly end: number } | null {
  let next = at + 1;
  const not = text[next] === '!' || text[next] === '^';
  if (not) next += 1;
  const ranges: [string, string][] = [];
  for (let first = true; ; first = false) {
    let from = text[next];
    if (from === undefined) return null;
    if (from === ']' && !first) return { part: { kind: 'set', not, ranges }, end: next };
    if (from === '\\') {
      next += 1;
      from = text[next] ?? '';
    }
    const to = text[next + 1] === '-' && text[next + 2] !== ']' ? text[next + 2] : undefined;
    ranges.push([from, to ?? from]);
    next += to === undefined ? 1 : 3;
  }
}

function readParts(text: string): readonly Part[] | null {
  const parts: Part[] = [];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '\\') {
      at += 1;
      if (at === text.length) return null;
      parts.push({ kind: 'letter', letter: text[at] ?? '' });
    } else if (letter === '?') parts.push({ kind: 'any' });
    else if (letter === '[') {
      const set = readSet(text, at);
      if (set === null) return null;
      parts.push(set.part);
      at = set.end;
    } else if (letter === '*') {
      const starts = at === 0 || text[at - 1] === '/';
      let end = at;
      while (text[end + 1] === '*') end += 1;
      if (end === at + 1 && starts && text[end + 1] === '/') {
        parts.push({ kind: 'folders' });
        end += 1;
      } else if (end === at + 1 && starts && end + 1 === text.length) parts.push({ kind: 'below' });
      else parts.push({ kind: 'star' });
      at = end;
    } else parts.push({ kind: 'letter', letter });
  }
  return parts;
}

/** Spaces at the end do not count, but for one that is escaped. In one pass: a line may be a megabyte of them. */
function withoutLastSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === ' ') end -= 1;
  if (end === text.length) return text;
  let escapes = 0;
  while (escapes < end && text[end - 1 - escapes] === '\\') escapes += 1;
  return text.slice(0, escapes % 2 === 1 ? end + 1 : end);
}

/** Reads one line of a .gitignore; null for a comment, an empty line and what git does not take for a pattern. */
export function parseIgnoreLine(line: string): IgnorePattern | null {
  let text = withoutLastSpaces(line.replace(/\r$/, ''));
  if (text === '' || text.startsWith('#')) return null;
  const negated = text.startsWith('!');
  if (negated) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  const anchored = text.includes('/');
  if (text.startsWith('/')) text = text.slice(1);
  const parts = text === '' ? null : readParts(text);
  return parts === null ? null : { negated, foldersOnly, anchored, parts };
}

function fits(part: Part, letter: string): boolean {
  if (part.kind === 'letter') return part.letter === letter;
  if (letter === '/') return false;
  if (part.kind === 'any') return true;
  if (part.kind !== 'set') return false;
  return part.ranges.some(([from, to]) => letter >= from && letter <= to) !== part.not;
}

/**
 * Matches a path, relative to the folder of its .gitignore, against a pattern. Takes time proportional to the product
 * of both lengths for any pattern: a repository brings its patterns along, and none may stall an audit.
 */
export function ignoreMatches({ anchored, parts }: IgnorePattern, path: string): boolean {
  const text = anchored ? path : path.slice(path.lastIndexOf('/') + 1);
  /** Positions of `text` that the pattern read so far can have reached. */
  let reached = new Uint8Array(text.length + 1);
  reached[0] = 1;
  for (const part of parts) {
    const next = new Uint8Array(text.length + 1);
    let open = false;
    for (let end = 0; end <= text.length; end++) {
      const here = reached[end] === 1;
      const before = text[end - 1];
      if (part.kind === 'star') {
        if (before === '/') open = false;
        if (here) open = true;
        if (open) next[end] = 1;
      } else if (part.kind === 'below') {
        if (open) next[end] = 1;
        if (here) open = true;
      } else if (part.kind === 'folders') {
        if (here || (open && before === '/')) next[end] = 1;
        if (here) open = true;
      } else if (here && end < text.length && fits(part, text[end] ?? '')) next[end + 1] = 1;
    }
    reached = next;
  }
  return reached[text.length] === 1;
}
