import { lineBefore } from '../../bytes/line-before.ts';
import type { NameHit } from './name-table.ts';
import type { WordReader } from './word-reader.ts';

/** Words that may stand between "licensed under" and a name. */
const FILL = new Set(
  (
    'the a an of under by and to with in as on at is are this our its terms condition conditions either both any one ' +
    'version v ver gnu open source permissive standard official original popular following license licenses licence ' +
    'free software project code file which see agreement for same full 依照 遵循 采用 协议 为 follow use usage or also ' +
    'your choice choose own following community model strictly commercial custom'
  ).split(' '),
);
/** Words that make a following name a statement. */
const TRIGGER = new Set(
  (
    'licensed licenced license licence licensing licencing released distributed redistributed redistribute provided ' +
    'available published covered governed subject terms protected relicensed opensourced sourced offered ' +
    'contributed licenses copying made adherence comply dedicated shared placed copyrighted requires 循 照 用 从'
  ).split(' '),
);
const MODAL = new Set(
  'must should requires require would could allows forbids demands can says does has'.split(' '),
);
/** Words that make the sentence a question, a rule, a comparison or a denial. */
const DOUBT = new Set(
  'if whether compatible incompatible unlike avoid not never versus vs allowed forbidden popular compare choose when why how could would isnt arent dont cannot instead previously formerly formally originally'.split(
    ' ',
  ),
);

/** "Under the (license)" in other languages, up to the name. */
const UNDER =
  /(?:\bunter (?:der|den bedingungen der|einer|dem)?|\b(?:sous|bajo|sotto|sob|onder|pod)(?: \p{L}+){0,2}|под(?: \p{L}+){0,2})[\s"«*_`([]*(?:(?:licen[cs]ia|licence|licença|licenza|lizenz|licentie|licencją|лицензи\p{L}+) )?(?:the |la |der |gnu )?[\s"«*_`([]*$/iu;
/** A license that a Chinese sentence gives to the work: before the name, and behind it. */
const ZH_BEFORE = /(?:基于|采用|遵循|使用|依据|按照|根据|遵守|基於|採用|遵照|依照|以|在)[\s"“「*_`([]*$/u;
const ZH_BEHIND =
  /^[\s"”」*_`)\]]*(?:(?:v|第)?\s*(?:\d(?:\.\d)?|[一二三四])\s*版?本?)?[\s"”」*_`)\]]*(?:国际|國際|未本地化|或|及|开源|許可|许可|协议|協議|授权|授權|发布|發佈|发行|分发|公开|进行|公共领域|[。，；,;\n]|$|license|下)/iu;

/** Whether the name at [from, to) is said to be the license of something here. */
export function isStated(
  reader: WordReader,
  from: number,
  to: number,
  hit: NameHit,
  inLicenseSection: boolean,
): boolean {
  const gap = reader.between(from - 1);
  if (/==|!=|\[\s*["']/.test(gap)) return false;
  const next = reader.word(to);
  const nextGap = reader.between(to - 1);
  if (MODAL.has(next) && !/[.;:\n]/.test(nextGap)) return false;
  if (doubted(reader, from) || isAsked(reader, to)) return false;
  if (inLicenseSection) return true;
  // A field: `license: X`, `__license__ = "X"`, `@license X`.
  const before = reader.word(from - 1);
  if (
    /^(license|licence|licenses|licensing|license_name)$/.test(before) &&
    /^["'`\s]*(?:[:=|*_>~([{-]|\*\*)[\s"'`:=|*_>()[\]{}-]{0,40}$/.test(gap)
  )
    return true;
  if (/^(license|licence)$/.test(before) && /@$/.test(reader.between(from - 2))) return true;
  let at = from - 1;
  for (let skipped = 0; skipped < 14 && at >= 0; skipped++, at--) {
    const word = reader.word(at);
    const signs = reader.between(at);
    if (/[.;?!]\s/.test(signs)) break;
    if (/^(?:between|of)$/.test(word) && isOffer(reader, at - 1)) return true;
    if (TRIGGER.has(word)) {
      const link = reader.word(at + 1);
      const verb = !/^(license|licence|licenses|terms|copying|licensing|licence)$/.test(word);
      if (
        verb &&
        (at + 1 === from
          ? /^(under|by)$/.test(word)
          : /^(under|with|by|to|as|into|in|within|via|the|using|upon|on|of|at|for|through|from|available|a)$/.test(
              link,
            ))
      )
        return true;
      if (word === 'terms' && at + 1 < from && /^(of|and)$/.test(link)) return true;
      if (
        /^(license|licence|licensing|licenses)$/.test(word) &&
        (/^\s*:/.test(signs) || /^(is|under|are)$/.test(link))
      )
        return true;
      if (/[照循用从]/.test(word)) return true;
    }
    if (
      word === 'under' &&
      /^(the|a|an|terms|either|gnu)?$/.test(
        reader.word(at + 1) === reader.word(from) ? '' : reader.word(at + 1),
      )
    ) {
      if (
        /\n\s*\S{0,3}\s*under/i.test(`\n${reader.between(at - 1)}under`) ||
        /^(use|used|usage|under|copy|modify|it|is|are|was|code|software|project|library|permission|rights|contributed|or|both|file|work|available)$/.test(
          reader.word(at - 1),
        )
      )
        return true;
    }
    if (!FILL.has(word) && findable(word)) break;
  }
  const around = lineAround(reader, from, to);
  // To agree to a license is to take something under it, and no grant.
  if (/同意[\s"“「*_`([]*$/u.test(around.before)) return false;
  if (UNDER.test(around.before)) return true;
  if (ZH_BEFORE.test(around.before) && ZH_BEHIND.test(around.after)) return true;
  // A title: the name and the word "license" alone on a line, or beside a copyright mark.
  const line = around;
  if (
    /[-|–—:,]\s*$/.test(line.before) &&
    /^\s*[&/]\s*[A-Za-z0-9 .+-]{2,20}(?:\s+licen[cs]es?)?\s*(?:\|.*)?[\s*/]*$/i.test(line.after)
  )
    return true;
  const named = /licen[cs]ed?\b/i.test(line.inside + line.after) || hit.family.telling === true;
  if (named && /(copyright|\(c\)|©)/i.test(line.before + line.after) && line.before.length < 90) return true;
  return (
    named &&
    /^[\s\W]*(the\s+)?$/i.test(line.before) &&
    /^[\s\W]*(licen[cs]e)?[\s\W]*(\(?(mit|bsd|isc|expat|gpl\S*)\)?)?[\s\W]*(?:(?:january|april|june|july|august|november|december) \d{4})?[\s\W]*(copyright.*|\(c\).*)?$/i.test(
      line.after,
    )
  );
}

function findable(word: string): boolean {
  return word !== '' && !/^(?:mit|bsd|apache|gpl|lgpl|x11|isc|v?\d(?:\.\d)?)$/.test(word);
}

function doubted(reader: WordReader, from: number): boolean {
  for (let at = from - 1, seen = 0; at >= 0 && seen < 12; at--, seen++) {
    if (/[.;?!]\s|\n\s*\n/.test(reader.between(at))) return false;
    const word = reader.word(at);
    if (DOUBT.has(word) && !isOffer(reader, at)) return true;
    // "We plan to release it under": nothing is released yet.
    if (
      /^(?:plan|plans|planned|planning|intend|intends|hope|aim)$/.test(word) &&
      reader.word(at + 1) === 'to'
    )
      return true;
    // "For example": the code of an example can be under a license.
    if (word === 'example' && /^(?:for|an|as)$/.test(reader.word(at - 1))) return true;
  }
  return false;
}

/** Whether word `at` offers a choice of licenses: "you may choose", "choose between". */
export function isOffer(reader: WordReader, at: number): boolean {
  return (
    /^(?:choose|choice)$/.test(reader.word(at)) &&
    (/^(?:may|can)$/.test(reader.word(at - 1)) || /^(?:between|of)$/.test(reader.word(at + 1)))
  );
}

/** Whether the sentence that goes on behind word `to` ends as a question. */
function isAsked(reader: WordReader, to: number): boolean {
  const { text, ends } = reader.stream;
  const end = ends[to - 1] ?? 0;
  return /^[^.!?;:\n]{0,80}\?(?=["'*_)\s]|$)/.test(text.slice(end, end + 90));
}

function lineAround(
  reader: WordReader,
  from: number,
  to: number,
): { before: string; inside: string; after: string } {
  const { text, starts, ends } = reader.stream;
  const start = starts[from] ?? 0;
  const end = ends[to - 1] ?? 0;
  const right = text.slice(end, end + 160);
  return {
    before: lineBefore(text, start, 160),
    inside: text.slice(start, end),
    after: right.split('\n', 1)[0] ?? '',
  };
}

/** Whether a fixed wording stands in a question, a rule, a comparison or a denial. */
export function isDoubted(reader: WordReader, from: number, to: number): boolean {
  return (
    doubted(reader, from) ||
    isAsked(reader, to) ||
    (MODAL.has(reader.word(to)) && !/[.;:\n]/.test(reader.between(to - 1)))
  );
}
