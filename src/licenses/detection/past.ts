/** Signs around a name that hold the clause in which it stands. */
const AROUND = 200;
/** Where a clause ends. */
const CLAUSE = /[,;:()。，；：（）]|\.\s|\n\s*\n/g;

/** A clause that says what was: of earlier versions, or until some day. */
const PAST_CLAUSE =
  /\b(?:(?:earlier|older|previous|prior|past|former) (?:versions?|releases?)|(?:versions?|releases?|code|commits?)(?: \S+){0,3} (?:before|prior to|until|up to|earlier than|older than|through)\b|used to be|(?:before|prior to) that\b|\bv?\d+(?:\.[\dx]+)+ (?:\S+ ){0,4}(?:was|were) (?:licen[cs]ed|released|distributed|published|under)|(?:until|till|up to|before|prior to) (?:(?:version|release|commit|v) ?\S+|\w+ \d{4}|\d{4})|(?:was|were|had been) (?:originally |formerly |previously |initially |first |earlier )(?:licen[cs]ed|released|distributed|published|available|under|made)|(?:originally|formerly|previously|initially) (?:licen[cs]ed|released|distributed|published|available|under))/i;
/** "From X to Y" behind a verb of change: the name behind "from" is past. */
const CHANGED =
  /\b(?:re-?licen[cs]\w*|changed?|changing|switch\w*|mov(?:e|ed|ing)|migrat\w+|transition\w*|converted)\b[^.;。\n]{0,80}\bfrom(?: (?:the|a|an))?\s*["“'`(*[]*$/i;
const BEHIND_FROM = /^[^.;\n]{0,60}\b(?:to|into)\b/i;
/** The same in Chinese: what earlier versions had, and what it was changed from. */
const ZH_PAST = /(?:此前|之前|以前|早期|先前|旧版|舊版|原先|原本|曾经|曾經|曾)[^，。；,;]{0,20}$/u;
const ZH_FROM = /(?:从|由|從)[\s"“「]*$/u;
const ZH_TO = /^[^，。；\n]{0,20}(?:改为|改為|变更为|變更為|更换为|换成|转为|切换)/u;
/** What says that the clause is about today all the same. */
const STILL = /\b(?:still|remains?|continues?|and (?:is|are) now|as (?:before|previously))\b/i;

/** Whether a license named at [start, end) of a text is said to be one that the work had before. */
export function isPast(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - AROUND), start).replace(/[\s*#/]+/g, ' ');
  const after = text.slice(end, end + AROUND).replace(/[\s*#/]+/g, ' ');
  if (CHANGED.test(before) && BEHIND_FROM.test(after)) return true;
  if (ZH_PAST.test(before) || (ZH_FROM.test(before) && ZH_TO.test(after))) return true;
  const cut = [...before.matchAll(CLAUSE)].at(-1);
  const own = cut === undefined ? before : before.slice(cut.index + cut[0].length);
  const past = after.search(/[,;:()]|\.\s/);
  const inside = text.slice(start, end).replace(/[\s*#/]+/g, ' ');
  const clause = `${own}${inside}${past < 0 ? after : after.slice(0, past)}`;
  if (PAST_CLAUSE.test(clause)) return !STILL.test(clause);
  // "Earlier releases: X" and "until version 2, it was under X".
  const lead = cut === undefined ? '' : before.slice(0, cut.index + 1).slice(-60);
  const isLabel =
    /\b(?:earlier|older|previous|prior|former) (?:versions?|releases?)(?: (?:was|were|are))?\s*:$/i.test(
      lead,
    );
  const isUntil =
    /(?:^|[.;(] ?|\n)(?:[\w ]{0,20})\b(?:until|till|up to|before|prior to) (?:version |release |v)?[\w. ]{1,24},$/i.test(
      lead,
    ) && /\b(?:was|were)\b/i.test(clause);
  return (isLabel || isUntil) && !STILL.test(clause);
}
