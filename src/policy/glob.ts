/**
 * Matches a text against a pattern with `*` (within a segment), `**` (across segments) and `?`. Takes time
 * proportional to the product of both lengths for any pattern, so that a hostile one cannot stall an audit.
 * A pattern that ends in `/` covers everything below it.
 */
export function globMatches(pattern: string, text: string): boolean {
  const whole = pattern.endsWith('/') ? `${pattern}**` : pattern;
  /** Positions of `text` that the pattern read so far can have reached. */
  let reached = new Uint8Array(text.length + 1);
  reached[0] = 1;
  for (let at = 0; at < whole.length; at++) {
    const mark = whole[at];
    const next = new Uint8Array(text.length + 1);
    if (mark === '*') {
      const across = whole[at + 1] === '*';
      if (across) at += 1;
      // `**/` also stands for no folder at all.
      const optional = across && whole[at + 1] === '/';
      let open = false;
      for (let end = 0; end <= text.length; end++) {
        if (end > 0 && !across && text[end - 1] === '/') open = false;
        if (reached[end] === 1) open = true;
        if (open) next[end] = 1;
      }
      if (optional) {
        at += 1;
        const after = new Uint8Array(reached);
        for (let end = 0; end < text.length; end++)
          if (next[end] === 1 && text[end] === '/') after[end + 1] = 1;
        reached = after;
        continue;
      }
    } else {
      for (let end = 0; end < text.length; end++) {
        if (reached[end] !== 1) continue;
        const letter = text[end];
        if (mark === letter || (mark === '?' && letter !== '/')) next[end + 1] = 1;
      }
    }
    reached = next;
  }
  return reached[text.length] === 1;
}

export function anyMatches(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => globMatches(pattern, text));
}
