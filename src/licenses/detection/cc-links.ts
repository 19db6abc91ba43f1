/** A license of Creative Commons that its address states. */
export interface LinkedLicense {
  readonly offset: number;
  readonly expression: string;
}

const LINK =
  /creativecommons\.org\/(?:licenses\/(by(?:-nc)?(?:-nd|-sa)?)\/(\d\.\d)|publicdomain\/zero\/(1\.0))/gi;
/** Signs before an address in which it has to be called a license. */
const BEFORE = 200;
const MOST = 200;

/** What makes an address somebody else's, or a mere reference: a picture, a quotation, a list of links. */
const OF_OTHERS =
  /\b(?:image|figure|photo|picture|icon|logo|video|music|quot\w*|compatible|e\.g|such as|example|wikipedia|stack ?overflow post)\b/i;
/** An entry of a list that begins with a link to something else, whose license it goes on to name. */
const OTHER_ENTRY =
  /^\s*(?:[-*+|]|\d{1,2}[.)])\s*\**\[[^\]]{2,80}\]\([^)]*\)\**\s*(?:[-–—:|(,]|is\b|under\b)/;
const STATES = /licen[cs]|legalcode|dedicat|\bunder\b|许可|协议|rel="license"/i;

/** Addresses of Creative Commons licenses that a text gives as its license, in order. */
export function linkedLicenses(text: string): readonly LinkedLicense[] {
  const found: LinkedLicense[] = [];
  for (const link of text.matchAll(LINK)) {
    if (found.length >= MOST) break;
    const before = text.slice(Math.max(0, link.index - BEFORE), link.index);
    // The sentence or the lines just above, not the paragraph before.
    const near = before.slice(before.lastIndexOf('\n\n') + 1).replace(/https?:\/\/\S*/gi, ' ');
    if (!STATES.test(near) || OF_OTHERS.test(near)) continue;
    if (OTHER_ENTRY.test(before.slice(before.lastIndexOf('\n') + 1))) continue;
    const [, parts, version] = link;
    const expression = parts === undefined ? 'CC0-1.0' : `CC-${parts.toUpperCase()}-${version}`;
    found.push({ offset: link.index, expression });
  }
  return found;
}
