/** One sign of a pattern: itself, any one sign, or a run of signs with or without `/`. */
type Sign = string | { readonly kind: 'one' | 'run' | 'any' };

/** A pattern for paths, read. */
export interface PathPattern {
  readonly signs: readonly Sign[];
  /** What every path that fits begins and ends with. */
  readonly start: string;
  readonly end: string;
}

/** Longer patterns are no paths. */
const LONGEST = 4096;

function pattern(signs: readonly Sign[]): PathPattern {
  const first = signs.findIndex((sign) => typeof sign !== 'string');
  const last = signs.findLastIndex((sign) => typeof sign !== 'string');
  return {
    signs,
    start: (first < 0 ? signs : signs.slice(0, first)).join(''),
    end: signs.slice(last + 1).join(''),
  };
}

/**
 * A path of REUSE.toml (REUSE specification 3.3): `*` stands for signs other than `/`, `**` for any signs, a backslash
 * takes the next sign as it is.
 */
export function reusePattern(text: string): PathPattern {
  const signs: Sign[] = [];
  for (let at = 0; at < Math.min(text.length, LONGEST); at++) {
    const sign = text[at] ?? '';
    if (sign === '\\' && at + 1 < text.length) signs.push(text[++at] ?? '');
    else if (sign !== '*') signs.push(sign);
    else if (text[at + 1] === '*') {
      signs.push({ kind: 'any' });
      while (text[at + 1] === '*') at++;
    } else signs.push({ kind: 'run' });
  }
  return pattern(signs);
}

/** A path of Debian's copyright format 1.0: `*` stands for any signs, `/` too, `?` for one. A folder stands for what is in it. */
export function stanzaPattern(text: string): PathPattern {
  const plain = text.replace(/^\.\//, '').replace(/\/$/, '/*');
  const signs: Sign[] = [];
  for (let at = 0; at < Math.min(plain.length, LONGEST); at++) {
    const sign = plain[at] ?? '';
    if (sign === '\\' && at + 1 < plain.length) signs.push(plain[++at] ?? '');
    else signs.push(sign === '*' ? { kind: 'any' } : sign === '?' ? { kind: 'one' } : sign);
  }
  return pattern(signs);
}

/** Whether a path fits. Takes at most as many steps as path and pattern have signs multiplied. */
export function fits({ signs, start, end }: PathPattern, path: string): boolean {
  if (!path.startsWith(start) || !path.endsWith(end)) return false;
  if (start.length === signs.length) return path.length === signs.length;
  if (path.length < start.length + end.length) return false;
  const middle = signs.slice(start.length, signs.length - end.length);
  const only = middle.length === 1 ? middle[0] : undefined;
  const part = path.slice(start.length, path.length - end.length);
  if (typeof only === 'object' && only.kind === 'any') return true;
  if (typeof only === 'object' && only.kind === 'run') return !part.includes('/');
  return fitsInPlace(middle, part);
}

/** Follows all positions in the pattern that the path so far may have reached. */
function fitsInPlace(signs: readonly Sign[], path: string): boolean {
  let reached = new Uint8Array(signs.length + 1);
  reached[0] = 1;
  const passRuns = (): void => {
    for (let at = 0; at < signs.length; at++) {
      const sign = signs[at];
      if (reached[at] === 1 && typeof sign === 'object' && sign.kind !== 'one') reached[at + 1] = 1;
    }
  };
  passRuns();
  for (const letter of path.split('')) {
    const next = new Uint8Array(signs.length + 1);
    for (let at = 0; at < signs.length; at++) {
      if (reached[at] !== 1) continue;
      const sign = signs[at];
      if (typeof sign !== 'object') {
        if (sign === letter) next[at + 1] = 1;
      } else if (sign.kind === 'one') next[at + 1] = 1;
      else if (sign.kind === 'any' || letter !== '/') next[at] = 1;
    }
    reached = next;
    passRuns();
  }
  return reached[signs.length] === 1;
}

/** Folders that a pattern names before its first star: how closely it points. */
export function depthOf({ start }: PathPattern): number {
  return start.split('/').length - 1;
}
