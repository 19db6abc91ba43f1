/** Credit: the sentence says that something was taken or built upon. Mention: it only names it. */
export type Force = 'credit' | 'mention';

interface Cue {
  readonly force: Force;
  /** Side of the cue on which the name it speaks of stands. */
  readonly names: 'after' | 'before' | 'both';
  readonly start: number;
  readonly end: number;
}

/** What follows is the source: "built on X". What stands before is the project itself. */
const CREDIT =
  /\b(?:built (?:up)?on|builds? (?:up)?on|building on|built (?:on top|off) of|built with(?: the help of)?|based (?:up)?on|developed (?:up)?on|extends?|extending|extended from|extension of|adapt(?:ed|ation|s)? (?:from|of)|borrow(?:s|ed)?(?: \w+){0,3} from|deriv(?:ed|ative|es|ing) (?:from|of)|fork(?:ed)? (?:of|from)|initiali[sz](?:ed|e|es|ing) (?:from|with|using|by)|fine-?\s?tun(?:ed?|es|ing)(?: \w+){0,2}? (?:from|on top of|version of)|further trained from|continu\w+ (?:pre-?)?train\w* (?:from|of)|distill(?:ed)? from|modif(?:ied|y|ies|ication of) (?:from|version of)?|cop(?:ied|y|ies) from|taken from|comes? from|ported from|port of|converted from|merge of|quanti[sz]ed (?:from|version of)|inspired by|inherit\w* from|thanks? (?:to|for)|thank|thankful to|grateful (?:to|for)|gratitude to|appreciate|credits? (?:to|goes)|courtesy of|acknowledge\w*|powered by|code ?base (?:of|from|is)|use[sd]? (?:the )?(?:code|weights|implementation|codebase|architecture|tokenizer) (?:of|from)|implementation (?:of|from)|original(?:ly)? (?:implementation|code|from)|reference implementation|started from|starting from|on top of)\b|基于|参考(?:了|自)?|致谢|感谢|鸣谢|借鉴|改编自|修改自|源自|来自|来源于|衍生自|微调自|初始化自|使用了/giu;

/** What stands before, or after, is the source: "X serves as our backbone", "our backbone, X". */
const CREDIT_BOTH =
  /\bas (?:the |our |its |a )?(?:(?:vision|language|text|image|llm|visual) )*(?:encoder|backbone|base|base model|llm|foundation|starting point|codebase|tower)\b|\bour (?:(?:vision|language) )?(?:encoder|backbone|base model|codebase)\b|\bwe (?:built|build|base|based) (?:\w+ ){0,3}(?:up)?on\b|\bthe original (?:\[?[\w-]+\]? ){0,3}(?:repository|repo|code ?base)\b/giu;

/** The source stands inside. */
const CREDIT_AROUND =
  /在[^，。；,;]{0,60}(?:基础|工作)上|(?:参考|借鉴|采用|使用)了?[^，。；,;]{1,60}的?(?:代码|权重|实现)/giu;

const MENTION =
  /(?<![-/])\b(?:compar(?:e|es|ed|ing|able|ison|isons|ative)(?: (?:with|to|against))?|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|exceed(?:s|ed)?|beats?|better than|worse than|superior to|competitive with|on par with|vs\.?|versus|baselines?|benchmark(?:ed|s)?|unlike|in contrast (?:to|with)|different from|differs? from|as opposed to|instead of|rather than|evaluat(?:e|ed|ing|ion)s?|leaderboard|rival(?:s|ing)?|competitors?|alternatives? to|compatible with|supports?|will support|coming soon|todo|(?<!\byou )plan(?:s|ned)? to|related work|similar (?:to|models)|such as|see also|awesome(?:[- ]lists?|-\w+))\b|优于|超越|超过|对比|相比|比较|不同于|媲美|支持|基线|评测|胜过|领先/giu;

const DENIAL =
  /\b(?:not|never|no|without|isn't|aren't|wasn't|independent(?:ly)? (?:of|from))\b(?: \w+){0,3}$|(?:并非|不是|没有|未)$/iu;

const CREDIT_HEADING =
  /acknowledg|credits?\b|thanks|attribution|built (?:with|on|upon)|based on|references?\b|citations?\b|citing|third.?part|upstream|origin|致谢|感谢|鸣谢|参考|引用|来源/iu;
const MENTION_HEADING =
  /compar|baseline|benchmark|results?\b|evaluat|leaderboard|related work|performance|experiments?\b|model zoo|roadmap|todo|news|similar projects|alternatives|评测|对比|性能|结果|相关工作|动态/iu;

export function isCreditHeading(heading: string): boolean {
  return CREDIT_HEADING.test(heading);
}

/** How far a cue may stand from the name, in characters. Also keeps a text without sentences cheap. */
const REACH = 500;

/** Ends of sentences and of clauses that turn the subject. */
const SENTENCE_END = /[.!?;](?=\s|$)|[。！？；]/u;

/** Force of a name, and whether any word says so: where none does, a name is a mention. */
export interface Judged {
  readonly force: Force;
  readonly said: boolean;
}

/** What stands around a block of text. */
export interface Around {
  readonly leadIn: string;
  readonly headings: readonly string[];
  readonly table: boolean;
  /** What happened on a day: thanks there are for help and for integrations. */
  readonly news?: boolean;
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DATE = new RegExp(
  `^\\s*(?:\\d{1,3}[.)]\\s)?[^\\p{L}\\p{N}]{0,12}(?:(?:new|news|updated?)\\b[^\\p{L}\\p{N}]{1,12})?(?:20\\d\\d\\s?[-./年]\\s?(?:\\d{1,2}|${MONTH})|\\d{1,2}[-./]\\d{1,2}[-./](?:20)?\\d\\d\\b|(?:\\d{1,2}(?:st|nd|rd|th)? )?${MONTH},? (?:\\d{1,2}(?:st|nd|rd|th)?,? )?20\\d\\d)`,
  'iu',
);

/** Whether a block that begins with this line, under these headings, tells news. */
export function isNews(line: string, headings: readonly string[]): boolean {
  return DATE.test(line) && !headings.some(isCreditHeading);
}

/** Force of a name at `start`..`end` in a text; see `judgeName`. */
export function forceOf(text: string, start: number, end: number, around: Around): Force {
  return judgeName(text, start, end, around).force;
}

/**
 * Force of a name at `start`..`end` in a text, by the nearest cue: one that stands before it in the sentence, else
 * one after it, else the sentence that introduces its list, else the heading it stands under.
 */
export function judgeName(text: string, start: number, end: number, around: Around): Judged {
  const near = Math.max(0, start - REACH);
  const window = text.slice(near, end + REACH);
  const sentence = sentenceAround(window, start - near, end - near);
  const cues = cuesOf(sentence.text).filter(
    (cue) => around.news !== true || !THANKS.test(sentence.text.slice(cue.start, cue.end)),
  );
  const from = start - near - sentence.from;
  const to = end - near - sentence.from;
  const said = (force: Force): Judged => ({ force, said: true });
  if (cues.some((cue) => cue.start < from && cue.end > to)) return said('credit');
  const before = cues.filter((cue) => cue.end <= from && cue.names !== 'before').at(-1);
  if (before?.force === 'mention' && isWhatWasTaken(sentence.text, before, from, cues)) return said('credit');
  if (before !== undefined) return said(before.force);
  const after = cues.find((cue) => cue.start >= to && cue.names !== 'after');
  if (after !== undefined && !around.table) return said(after.force);
  const lead = /[:：]\s*$/.test(around.leadIn) ? cuesOf(around.leadIn.slice(-REACH)).at(-1) : undefined;
  if (lead !== undefined) return said(lead.force);
  const below = underHeading(around.headings, around.table);
  const isAside = around.news === true || FETCHING.test(sentence.text);
  return isAside && !below.said ? said('mention') : below;
}

/** Words for gratitude, and for no work that was taken. */
const THANKS = /^(?:thank|grateful|gratitude|appreciate|acknowledge|credits?\b|courtesy|感谢|鸣谢|致谢)/i;

/** Where to get data and programs, and how to set them up. */
const FETCHING =
  /\b(?:download\w*|install\w*|prepar(?:e|ing) (?:\w+ ){0,2}(?:data|environment)\w*|(?:data(?:sets?)?|environment) (?:preparation|set-?up))\b|下载|安装/iu;

/** A word for a thing, which may be what was taken: "adapted from the evaluation code at X". */
const THING = /^(?:evaluat(?:e|ion)s?|benchmarks?|baselines?|leaderboard)$/i;
/** Taking, in one breath with its object. */
const TAKING =
  /\b(?:adapted|borrow(?:s|ed)?(?: \w+){0,3}|cop(?:ied|y|ies)|deriv(?:ed|es|ing)|extracted|forked|modified|ported|taken) from$/i;

/** The cue nearest to the name is a word inside of what was taken from there. */
function isWhatWasTaken(text: string, thing: Cue, name: number, cues: readonly Cue[]): boolean {
  if (!THING.test(text.slice(thing.start, thing.end))) return false;
  const taking = cues.filter((cue) => cue.force === 'credit' && cue.end <= thing.start).at(-1);
  if (taking === undefined || !TAKING.test(text.slice(taking.start, taking.end))) return false;
  return !/[,;:]|\b(?:and|but|which|while)\b/i.test(text.slice(taking.end, name));
}

function underHeading(headings: readonly string[], table: boolean): Judged {
  for (const heading of [...headings].reverse()) {
    if (CREDIT_HEADING.test(heading)) return { force: 'credit', said: true };
    if (MENTION_HEADING.test(heading)) return { force: 'mention', said: true };
    if (table) return { force: 'mention', said: true };
  }
  return { force: 'mention', said: false };
}

function sentenceAround(
  text: string,
  start: number,
  end: number,
): { readonly text: string; readonly from: number } {
  let from = 0;
  const head = text.slice(0, start);
  const breaks = /[.!?;](?=\s)|[。！？；]/gu;
  for (const found of head.matchAll(breaks)) {
    if (!endsAbbreviation(head.slice(0, found.index))) from = found.index + found[0].length;
  }
  const tail = SENTENCE_END.exec(text.slice(end));
  return { text: text.slice(from, tail === null ? text.length : end + tail.index), from };
}

function endsAbbreviation(text: string): boolean {
  return /\b(?:e\.g|i\.e|vs|et al|cf|etc)$/i.test(text.slice(-8));
}

function cuesOf(text: string): readonly Cue[] {
  const cues = [
    ...credits(text, CREDIT, 'after'),
    ...credits(text, CREDIT_BOTH, 'both'),
    ...credits(text, CREDIT_AROUND, 'both'),
  ];
  for (const found of text.matchAll(MENTION)) {
    cues.push({ force: 'mention', names: 'both', start: found.index, end: found.index + found[0].length });
  }
  return cues.sort((a, b) => a.start - b.start || a.end - b.end);
}

function credits(text: string, pattern: RegExp, names: Cue['names']): Cue[] {
  return [...text.matchAll(pattern)].map((found) => {
    const denied = DENIAL.test(text.slice(Math.max(0, found.index - 40), found.index).trimEnd());
    return {
      force: denied ? 'mention' : 'credit',
      names,
      start: found.index,
      end: found.index + found[0].length,
    };
  });
}
