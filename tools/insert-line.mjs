import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts a line into the run of lines that match `like`, before the first that sorts after it, else behind the last.
 * Throws where no line matches: the file is not what the tool was made for.
 */
export function insertLine(path, line, like) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const places = lines.flatMap((one, at) => (like.test(one) ? [at] : []));
  if (places.length === 0) throw new Error(`${path}: no line looks like ${like}`);
  const before = places.find((at) => lines[at] > line);
  lines.splice(before ?? places.at(-1) + 1, 0, line);
  writeFileSync(path, lines.join('\n'));
}

/** `a-rule` -> `aRule`. */
export const camelCase = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
