import { isLicenseFile } from './unexplained.ts';

/** Whether a file is named for the licenses of what a repository holds of others. */
export function isListOfOthers(path: string): boolean {
  return (
    /(?:^|[^a-z])(?:third|3rd)[-_. ]?part(?:y|ies)|(?:^|[^a-z])(?:dependenc(?:y|ies)|bundled|vendored)(?![a-z])/i.test(
      path.slice(path.lastIndexOf('/') + 1),
    ) && /licen[cs]|notice|copying|copyright|attribution|credits/i.test(path)
  );
}

/** Lines with which license files begin the list of what they hold of others, each as it is widely used. */
const BEGINNINGS: readonly RegExp[] = [
  /^other dependencies and licen[cs]es$/,
  /^(?:open[- ]source )?software licen[cs]ed under (?:the )?\S.{2,120}$/,
  /^(?:notices? (?:for|on) )?(?:third|3rd)[- ]part(?:y|ies)(?:['’]s?)? (?:open[- ]source )?(?:software|components?|code|librar(?:y|ies)|licen[cs]es?|notices?|dependencies)(?: (?:software|components?|licen[cs]es?|notices?|and|information))*$/,
  /^(?:apache )?(?:[\w.-]+ ){0,3}subcomponents$/,
  /(?:^|[.;] )(?:this|the) (?:product|software|project|repository|distribution|package|program)(?: also)? (?:bundles|includes|contains|incorporates|uses)(?: portions of| parts of| material from| code from| some)?(?: the following)? (?:third|3rd)[- ]party\b/,
  /(?:^|[.;] )the following (?:components|files|software|libraries|packages)(?: \S+){0,6} (?:are|is) (?:provided|licen[cs]ed|distributed|released|available) under\b/,
];
/** A table row or a heading's line is shorter than this; a sentence of a text is cut there. */
const MOST_OF_A_LINE = 200;

/**
 * Where a license file begins to list the licenses of what it holds of others: the offset of that line, or null. Only
 * behind text enough to hold a license of its own: a file that begins so is a list and nothing else.
 */
export function othersFrom(path: string, text: string): number | null {
  if (!isLicenseFile(path)) return null;
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const line = text
      .slice(at, Math.min(stop, at + MOST_OF_A_LINE))
      .replace(/^[\s#*=_>-]+|[\s#*=_:.-]+$/g, '')
      .toLowerCase();
    if (at >= LEAST_OWN && BEGINNINGS.some((one) => one.test(line))) return at;
    at = stop + 1;
  }
  return null;
}

/** Characters of the shortest text that grants something, with its warranty: ISC has 700. */
const LEAST_OWN = 600;
