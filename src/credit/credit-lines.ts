import type { CommentBlock, CommentLine } from './comment-blocks.ts';

/** A line of a comment, and whether it says that what it names was taken. */
export interface CreditLine extends CommentLine {
  readonly credit: boolean;
  /** What stands behind the words of the credit on this line, or the whole line below them; null without a credit. */
  readonly rest: string | null;
  /** An address behind or above code, or in a list of references, and not a word that something was taken. */
  readonly bare?: true;
}

const ADVERBS =
  '(?:heavily|partially|partly|mostly|mainly|largely|directly|shamelessly|slightly|lightly|loosely|closely|originally|almost|straight|verbatim|entirely|initially)';
const VERBS =
  '(?:adapted|adapt|adopted|adapting|adaptation|borrow(?:ed|s|ing)?|copied|copies|copying|copy|take|copy[- ]?(?:&|and )?[- ]?past(?:ed?|ing)|taken|modified|modification|modifications|modify|re-?used?|ported|port|derived|derivative|lifted|stolen|steals?|grabbed|ripped|extracted|translated|forked|fork|simplified|refactored|extended|vendored|cribbed|migrated|transplanted)';
/** What may stand between the verb and its preposition: `copied almost verbatim, with minor changes, from`. */
const BETWEEN =
  '(?:,? ?(?:(?:and|or|\\/|&)? ?(?:then )?(?:adapted|adopted|modified|borrowed|copied|simplified|extended|refactored|changed|ported|cleaned[- ]?up|re-?used)|code|it|them|verbatim|as is|in part|here|implementation|version|with (?:minor |some |slight |small )?(?:changes|modifications|edits)|(?:\\w+ )?(?:class|function|method|module|layer|block|script|file)e?s?|ADVERBS)){0,4}'.replace(
    'ADVERBS',
    ADVERBS,
  );
/** Words behind which the source stands, whether or not it has an address. */
const TAKEN = new RegExp(
  `\\b(?:${VERBS}${BETWEEN},? (?:from|off(?: of)?)|(?:fork|port|adaptation|modification|simplification|reimplementation|(?:^|is an? |modified |verbatim |exact )copy) of|(?:built|based|builds)(?: ${ADVERBS})? (?:on|upon|off)(?: top of)?|inspired (?:by|from)|courtesy of|credits? ?(?:to|goes to|go to|for|:)|kudos to|thanks to|comes? ${ADVERBS} from|codes? (?:is |are |comes? )?from|implementation(?: is)? from|version of the original)(?![\\w-])`,
  'i',
);
/** A line without one of these holds no such words. */
const MAY_TAKE =
  /adapt|adopt|borrow|cop[iy]|past|take|modif|use[ds]|port|deriv|lift|st[eo]l|grab|ripp|extract|translat|fork|simplif|refactor|extend|vendor|crib|migrat|transplant|based|buil|inspir|courtesy|credit|kudos|thanks|comes|codes? |implementation|version of/i;
/** Of these, the ones that speak of anything: `based on the width`. */
const LOOSE = /(?:\b(?:on|upon|off|by)|of top|inspired from|thanks to)$/i;
/** Nothing stands behind the words but what the next line goes on with. */
const OPEN_END = /^[\s:：(]*$|[:：]\s*$/;
/** The title of a paper: quoted, or with its number. */
const PAPER = /^\s*(?:the paper\b|["'`“]{1,2}[^"'`”]{1,60}\s[^"'`”]{1,200}["'`”])|\barxiv\b/i;
/** What makes a project of the name behind loose words. */
const PROJECT =
  /^\s*[\w-]{2,40}\s+[\w/]{1,80}\.(?:py|cpp|cu|js|ts)\b|^[^.;]{0,80}\b(?:impl|implementations?|code|code ?bases?|repo|repository|library|project|package|examples?|scripts?)\b|^[\s"'`(]*(?:the )?[\p{Lu}][\p{L}\p{N}_.+-]*["'`)]*(?:['’]s\b|[\s.,:;]*$|\s+(?:by|from)\s)/u;
/** Words that say so only with an address behind them. */
const POINTS =
  /\b(?:follow(?:ing|s)?|from|via|of|by|at|in|on|see|use[sd]?|using|refer(?:ences?|enced|red|ring|s)?|ref|sources?|(?:original|official|upstream)(?:ly)?|code|repo|implementation|implemented|snippet|copyright|link|author|credits?|thanks|taken|copied|copy|here)\b[^.;]{0,60}$/i;
const TAKEN_ZH =
  /(?:修改|改编|改写|摘|移植|源|来|出|引|引用|复制|拷贝|抄|搬运|取|翻译|衍生|继承|迁移|借鉴|参考|改)自(?:于)?|来源(?:于|[:：])?|(?:参考|借鉴|基于|参照|仿照|沿用)(?:了|自|代码|实现|链接|仓库|项目)?[:：]?|(?:代码|实现|源码|原始代码|原始实现|原作者|出处|链接)[:：]|搬运|拷贝|抄袭/;
/** A line that is only the heading of a list of sources. */
const HEADING =
  /^\W{0,4}(?:references?|refs?|sources?|credits?|acknowledge?ments?|thanks|code references?|reference code|original (?:code|source|implementation)|based on|modified from|adapted from|copied from|adopted from|borrowed from|derived from|参考(?:资料|代码|文献|链接|实现)?|来源|致谢|引用|出处|修改自)\b[^a-z一-鿿]{0,4}(?:\[[^\]]{0,200}\]|\([^)]{0,200}\))?[\s:：.~=_*-]*$/iu;
/** Words after which a name is no source: what the code is good for or is held against. */
const DENIED =
  /(?:\b(?:not|never|no longer|rather than|instead of|different from|unlike|without)|n['’]t)\b[^.;]{0,30}$/i;
/** What an address is given for when nothing was taken from there. */
const ELSE =
  /\b(?:issues?|bugs?|discussion|docs?|documentation|details|more info(?:rmation)?|paper|download\w*|install|weights|checkpoints?|licen[cs]ed?|obtain|blog|tutorial|e\.g|todo|fixme|workaround)\b[^.;]{0,40}$/i;
const AFTER_ZH = /(?:为参考|的(?:代码|实现|源码)|修改而来|移植而来|改编而来)/;
/** An address and nothing else. */
const ALONE = /^[\s\W]*(?:\w{1,12}:\s*)?<?https?:\/\/\S+[\s\W]*(?:noqa.{0,40})?$/i;
/** An address of a file of code. */
const TO_CODE =
  /\/(?:blob|raw|blame)\/\S+\.(?:py|pyx|c|cc|cpp|cu|h|hpp|js|ts|rs|go|java|lua|scala|ipynb|sh|pl)\b/i;
/** Words that send a reader to an address, or hold this code against what stands there. */
const SEES = /\b(?:see|same|like|similar(?:ly)? to|as in|cf)\b[^.;]{0,60}$/i;
/** Code that is commented out. */
const IMPORT = /^(?:from\s+[\w.]+\s+import\b|import\s+[\w.]+)/;

/** A heading of works that were looked at, and not only of code that was taken. */
const LOOKED_AT = /^\W{0,4}(?:references?|refs?|参考(?:资料|文献|链接)?)\b/iu;
/** The address of a repository, and nothing else. */
const HOME =
  /^[\s\W]*<?https?:\/\/(?:www\.)?(?:github|gitlab|gitee|bitbucket)\.(?:com|org)\/[\w.-]+\/[\w.-]+\/?[\s\W]*$/i;
/** Lines at the top of a file in which an address alone is whose the file is. */
const FIRST_LINES = 4;
/** Lines in which the top of a file begins, below the shebang and an encoding. */
const TOP = 8;

/** Lines below the words of a credit that may still name its source. */
const REACH = 3;

/** Lines of a comment, each with whether it credits. A list goes on as long as its lines name addresses. */
export function creditedLines(block: CommentBlock): readonly CreditLine[] {
  let left = 0;
  let list = false;
  let references = false;
  return block.lines.map((line, at): CreditLine => {
    const { text } = line;
    const address = ADDRESS.test(text);
    const cue = IMPORT.test(text) ? null : creditCue(text);
    if (cue !== null) {
      const rest = text.slice(cue.end);
      left = ADDRESS.test(rest) ? 1 : REACH;
      list = HEADING.test(text) || /[:：]\s*$/.test(text);
      references = false;
      return { ...line, credit: true, rest: cue.named && rest.trim() !== '' ? rest : null };
    }
    if (HEADING.test(text)) {
      left = REACH;
      list = true;
      references = LOOKED_AT.test(text);
      return { ...line, credit: false, rest: null };
    }
    if (/^[\W_]*$/.test(text)) {
      if (!list && text === '') left = 0;
      return { ...line, credit: false, rest: null };
    }
    const before = block.lines[at - 1]?.text ?? '';
    const isAlone = ALONE.test(text);
    const isSaid = isAlone && (left > 0 || (POINTS.test(before) && !ELSE.test(before)));
    const isHome = block.kind === 'header' && at < FIRST_LINES && line.number <= TOP && HOME.test(text);
    const pointed = isSaid || isHome || (isAlone && TO_CODE.test(text));
    const isSeen = left === 0 && SEES.test(before);
    const bare =
      isAlone && ((references && left > 0) || (pointed && (!isSaid || isSeen) && block.kind !== 'header'));
    const under = left > 0 || pointed;
    if (under && address) left = list ? REACH : 2;
    else if (left > 0) left -= 1;
    if (left === 0) list = false;
    return { ...line, credit: under && address, rest: null, ...(bare ? { bare: true as const } : {}) };
  });
}

/** Words of a credit in a line. */
interface Cue {
  /** Offset past them. */
  readonly end: number;
  /** They call for a name where no address follows. */
  readonly named: boolean;
}

const ADDRESS = /https?:\/\/|\bgithub\.com|\bgit@/i;

/** The words that say something was taken, where they stand before the first address; null without such words. */
export function creditCue(text: string): Cue | null {
  const address = ADDRESS.exec(text);
  const before = address === null ? text : text.slice(0, address.index);
  for (const pattern of [TAKEN, TAKEN_ZH]) {
    const found = pattern === TAKEN && !MAY_TAKE.test(before) ? null : pattern.exec(before);
    if (found === null) continue;
    if (DENIED.test(before.slice(Math.max(0, found.index - 40), found.index))) return null;
    const end = found.index + found[0].length;
    const loose = LOOSE.test(found[0]);
    const rest = text.slice(end);
    if (loose && address === null && !PROJECT.test(rest))
      return OPEN_END.test(rest) ? { end, named: false } : null;
    return { end, named: !/(?:thanks|credits?|kudos)\b/i.test(found[0]) && !PAPER.test(text.slice(end)) };
  }
  if (address === null) return null;
  const points = POINTS.test(before) && !ELSE.test(before);
  if (points || AFTER_ZH.test(text)) return { end: address.index, named: false };
  return null;
}
