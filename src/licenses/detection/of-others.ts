import { isValueOfProgram } from './program-strings.ts';
import type { TokenStream } from './tokens.ts';
import { isLicenseFile } from './unexplained.ts';

/** What says that a thing comes from elsewhere, and what says that a sentence is about the work itself all the same. */
const TAKEN =
  /\bthe original \[?(?:[\w.-]+ ){0,3}(?:code(?:base)?|implementation|repo(?:sitory)?|project|models?|weights)\b|\bfrom <?(?:\[[^\]]{1,80}\]\()?https?:\/\/|\buses? (?:the )?(?:data|code|images|models?|weights) (?:from|of|by)\b|\b(?:taken|adapted|derived|borrowed|copied|ported|imported|vendored|comes?|lifted|forked) (?:\w+ ){0,2}from\b|\bthird[_ -]?party\b|\bthanks? (?:to|you)\b|改编自|取自|移植自|来自/i;
/** An entry of a list that names a work, its authors and its license. */
const BY_AUTHORS =
  /^\s*[-*+]\s+\**\[[^\]]{1,80}\]\([^)]*\)[^\n]{0,60}\bby [A-Z][^\n]{1,120}, (?:available|released|distributed|licen[cs]ed) under\b/;
/** What is under a license in a sentence about what a project takes in, not about the project. */
const TAKEN_IN =
  /\b(?:(?:is |are )?based (?:up)?on|builds? (?:up)?on|depends? on|relies on|requires?|links? (?:to|with|against)|wraps|bundles|uses|calls) (?:the )?(?:[`\w.@/+-]+|\[[^\]]{1,60}\](?:\([^)]{1,200}\))?)(?: library| package| toolkit| tool)?(?:,? (?:which|that) (?:is|are)\b|,? (?:is |are )?(?:itself )?(?:licen[cs]ed|released|distributed)|\s*\()|\b(?:dependenc(?:y|ies)|libraries|packages|third[- ]party \w+|plug-?ins)(?: that| which)? (?:(?:are|is|must be|to be|should be) )?(?:licen[cs]ed|released|available|distributed|covered) under\b/i;
/** A sentence about one thing by its name, and not about this work. */
const OTHER_NAME =
  /^\W*(?:(?:please )?note that |however,? |also,? )?([A-Z][\w.+-]*(?: [A-Z][\w.+-]*)?)(?:,? (?:which|that|a|an|the)\b[^.,]{0,80},?)? (?:is|are|itself is)(?: \w+)? (?:licen[cs]ed|released|distributed|available|covered)\b/;
/** A comment that thanks somebody for what was put under a license. */
const THANKS = /\bthanks to\b[^;]{0,120}\bfor making\b[^;]{0,200}$/i;
/** Words that begin a sentence about the work itself. */
const ITSELF =
  /^(?:This|The|It|All|Our|Code|Models?|Weights?|Source|Software|License|Licensed|Project|Everything|We|You|Data|Dataset|Released)\b/;
const OWN =
  /\b(?:this|our) (?:project|repo(?:sitory)?|code ?base|code|software|library|package|work|model)\b[^.]{0,60}\b(?:is|are) (?:licen[cs]ed|released|distributed|available|under)\b/i;
/** Signs before a license that hold the sentence which leads to it. */
const PARAGRAPH = 240;

export type OfOthers = 'yes' | 'maybe' | 'no';

/**
 * Whether the sentence that leads to words [from, to) is about something that was taken from elsewhere: its license is
 * not this work's. `maybe`: it is about one thing by its name, which is the work itself where nothing else is said.
 */
export function isOfOthers(
  path: string,
  { starts, text }: TokenStream,
  { from, to }: { readonly from: number; readonly to: number },
  isDocument: boolean,
): OfOthers {
  const at = isDocument ? to - 1 : from;
  if (!isDocument)
    return [from, to - 1].some((one) => isValueOfProgram(path, text, starts[one] ?? 0)) ||
      THANKS.test(text.slice(Math.max(0, (starts[at] ?? 0) - PARAGRAPH), starts[at]))
      ? 'yes'
      : 'no';
  const before = text.slice(Math.max(0, (starts[at] ?? 0) - PARAGRAPH), starts[at] ?? 0);
  const sentence = before.slice(
    Math.max(
      before.lastIndexOf('. ') + 1,
      before.lastIndexOf('\n\n') + 1,
      before.lastIndexOf('\n- ') + 1,
      before.lastIndexOf('\n* ') + 1,
    ),
  );
  if (OWN.test(sentence)) return 'no';
  if (BY_AUTHORS.test(before.slice(before.lastIndexOf('\n') + 1))) return 'yes';
  // A license file beside files that were taken from elsewhere is about these.
  if (TAKEN.test(sentence) || TAKEN_IN.test(sentence)) return isLicenseFile(path) ? 'maybe' : 'yes';
  return isOfAnotherName(path, text, sentence) ? 'maybe' : 'no';
}

/** Whether a sentence is about one thing by a name that the document has here alone, beside a license of its own. */
function isOfAnotherName(path: string, text: string, sentence: string): boolean {
  const plain = sentence.replace(/^[\s#*>.-]+/, '');
  const name = OTHER_NAME.exec(plain)?.[1] ?? '';
  if (name === '' || ITSELF.test(name)) return false;
  const isHere = path.toLowerCase().includes(name.toLowerCase());
  return !isHere && text.split(name).length <= 3 && !text.slice(0, text.indexOf('\n', 1) + 1).includes(name);
}
