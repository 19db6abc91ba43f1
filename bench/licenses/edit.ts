/** A small generator of repeatable numbers in 0..1 (mulberry32), so that the same cases come every time. */
export function randomFrom(seed: string): () => number {
  let state = 0;
  for (const sign of seed) state = (Math.imul(state, 31) + sign.charCodeAt(0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function rewrap(text: string, width: number): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => {
      const lines: string[] = [];
      let line = '';
      for (const word of paragraph.split(/\s+/).filter(Boolean)) {
        if (line.length + word.length + 1 > width && line !== '') {
          lines.push(line);
          line = word;
        } else line = line === '' ? word : `${line} ${word}`;
      }
      lines.push(line);
      return lines.join('\n');
    })
    .join('\n\n');
}

export function prefixed(text: string, prefix: string, before = '', after = ''): string {
  const body = text
    .split('\n')
    .map((line) => `${prefix}${line}`.trimEnd())
    .join('\n');
  return `${before}${body}${after}`;
}

export function fillCopyright(text: string): string {
  return text
    .replace(/<year>|\[yyyy\]|\[year\]|<yyyy>|\(year\)|YEAR/g, '2019-2023')
    .replace(
      /<(copyright )?(holders?|owner)>|\[name of copyright owner\]|\[fullname\]|<name of author>|<owner>/g,
      'Example Research Group',
    );
}

/** Words that a careless hand may leave in place of others, without touching what is allowed. */
const FILLERS = [
  'program',
  'materials',
  'item',
  'thing',
  'project',
  'library',
  'stuff',
  'foo',
  'these',
  'which',
];

/** Replaces `count` words in the body of a text by others. */
export function changeWords(text: string, count: number, random: () => number): string {
  const spans = [...text.matchAll(/[A-Za-z]{4,}/g)];
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, spans.length)) chosen.add(Math.floor(random() * spans.length));
  let out = '';
  let at = 0;
  for (const [i, span] of spans.entries()) {
    if (!chosen.has(i)) continue;
    out += text.slice(at, span.index) + FILLERS[Math.floor(random() * FILLERS.length)];
    at = span.index + span[0].length;
  }
  return out + text.slice(at);
}

export const COMMENTS: readonly (readonly [name: string, wrap: (text: string) => string])[] = [
  ['hash', (text) => prefixed(text, '# ')],
  ['slashes', (text) => prefixed(text, '// ')],
  ['block', (text) => prefixed(text, ' * ', '/*\n', '\n */')],
  ['quote', (text) => prefixed(text, '> ')],
  ['semicolon', (text) => prefixed(text, ';; ')],
  ['dashes', (text) => prefixed(text, '-- ')],
  ['percent', (text) => prefixed(text, '% ')],
  ['markup', (text) => `<!--\n${text}\n-->`],
  ['docstring', (text) => `"""\n${text}\n"""`],
  ['indent', (text) => prefixed(text, '        ')],
];
