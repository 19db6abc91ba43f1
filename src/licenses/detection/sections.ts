import type { KnownIds } from './expression.ts';
import { licenseValue } from './license-value.ts';

const HEADING_WORDS =
  /^(?:\d+[.)]?\s*)?[^\p{L}\p{N}]*(?:(?:the|model|code|project|software|data|dataset|usage and|copyright(?: and| &)?)\s+)*(?:licen[cs]es?|licen[cs]ing|licen[cs]e agreement|开源协议|协议|许可证?|许可协议|模型协议|使用协议|开源许可证?|license information|license & .*|licen[cs]es? (?:and|&) .*|ライセンス|라이선스|lizenz|licence|licencia|licença)\s*(?:\(.{0,40}\))?[^\p{L}\p{N}]*$/iu;
const LONGEST_SECTION = 1200;

/** Whether the file is written for people rather than for a compiler. */
export function isDocument(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(md|markdown|mdx|rst|adoc|asciidoc|txt|org)$/i.test(name) || /^readme/i.test(name);
}

/** Stretches [from, to) of a document that stand under a heading about licenses. */
export function licenseSections(text: string): readonly (readonly [from: number, to: number])[] {
  const sections: (readonly [number, number])[] = [];
  let open = -1;
  let at = 0;
  let previous = '';
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const line = stop - at > 200 ? '' : text.slice(at, stop).trim();
    const marked = /^(?:#{1,6}|=+)\s+\S|^<h[1-6]/i.test(line);
    const underlined = /^[=\-~^"*+]{3,}$/.test(line) && previous !== '' && previous.length <= line.length + 2;
    if (marked || underlined) {
      if (open >= 0 && (marked || underlined))
        sections.push([open, Math.min(marked ? at : at - previous.length, open + LONGEST_SECTION)]);
      const title = (marked ? line.replace(/^(?:#{1,6}|=+)\s+|<[^>]{0,80}>|<!--.*?-->/g, ' ') : previous)
        .replace(/[#*_`]+/g, ' ')
        .trim();
      open = HEADING_WORDS.test(title) ? stop + 1 : -1;
    }
    previous = line;
    at = stop + 1;
  }
  if (open >= 0) sections.push([open, Math.min(text.length, open + LONGEST_SECTION)]);
  return sections;
}

const BADGE = /shields\.io\/badge\/([^)\s"'<>?]{1,160})/gi;

/** Licenses on badges: the static kind says them in its address. */
export function badges(
  ids: KnownIds,
  text: string,
): readonly {
  readonly offset: number;
  readonly expression: string;
  readonly slot: 'code' | 'weights' | 'data';
}[] {
  const found: { offset: number; expression: string; slot: 'code' | 'weights' | 'data' }[] = [];
  for (const badge of text.matchAll(BADGE)) {
    const address = (badge[1] ?? '').replace(/\.(svg|png)$/i, '');
    let plain: string;
    try {
      plain = decodeURIComponent(address);
    } catch {
      continue;
    }
    // Shields' own escapes: `--` is a dash, `__` an underscore, `_` a space.
    const fields = plain
      .split(/(?<!-)-(?!-)/)
      .map((field) => field.replace(/--/g, '-').replace(/(?<!_)_(?!_)/g, ' '));
    if (fields.length < 2 || !/licen[cs]e/i.test(fields[0] ?? '')) continue;
    const expression = licenseValue(
      ids,
      fields.length > 2 ? fields.slice(1, -1).join('-') : (fields[1] ?? ''),
    );
    const label = fields[0] ?? '';
    const slot = /data/i.test(label) ? 'data' : /model|weights?|checkpoint/i.test(label) ? 'weights' : 'code';
    if (expression !== null) found.push({ offset: badge.index, expression, slot });
  }
  return found;
}
