/** Sentences beside a standard text that narrow what it allows. All are bounded: the text they see is short. */
const RIDERS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\bcommons clause\b/, 'the Commons Clause'],
  [/\b(?:non ?-?commercial)(?:ly)?\b(?! or commercial)/, 'a non-commercial condition'],
  [
    /\bcommercial (?:use|usage|purposes?|applications?|exploitation|products?|deployment)\b[^.]{0,80}\b(?:requires?|need|prohibited|forbidden|not (?:allowed|permitted|granted)|must|contact|separate|only with|without)\b/,
    'a limit on commercial use',
  ],
  [
    /\b(?:not|no|without|prohibits?|forbidden|excluding|except)\b[^.]{0,60}\bcommercial(?:ly)?\b/,
    'a limit on commercial use',
  ],
  [/\bcommercial license\b/, 'a separate commercial license'],
  [
    /\b(?:may|must|shall|can|do|does|is|are|will) ?not (?:be used|use|extend|apply|be sold|sell|be deployed|be redistributed|allowed|permitted|include the right)\b/,
    'a forbidden use',
  ],
  [
    /\b(?:used|use|restricted|limited|permitted|licensed)\b[^.]{0,40}\b(?:for|to)\b[^.]{0,40}\b(?:academic|research|educational|evaluation|personal|internal|private|teaching)\b[^.]{0,40}\b(?:only|use|purposes?|research)\b/,
    'a limit to some purposes',
  ],
  [
    /\b(?:academic|research|educational|evaluation|personal) (?:use|purposes?|research) only\b/,
    'a limit to some purposes',
  ],
  [/\bused for good\b/, 'a condition on the purpose'],
  [/\bmonthly active users?\b|\bmillion (?:us )?(?:dollars|users)\b/, 'a threshold of users or revenue'],
  [
    /\badditional (?:terms|restrictions?|conditions)\b[^.]{0,20}:|\badditional restrictions?\b/,
    'additional terms',
  ],
  [/\b(?:military|weapons?)\b/, 'a limit on the field of use'],
  [
    /\b(?:train|training|improve)\b[^.]{0,60}\b(?:models?|llm|machine learning)\b/,
    'a limit on training models',
  ],
];

/** Words of ordinary grants and of other licenses, which forbid nothing new. */
const HARMLESS =
  /redistributions? of source code|neither the name|endorse or promote|without (?:specific )?prior written permission|may not use this file except|including commercial applications/g;

/** What the sentences in `beside` add to a standard text next to them, in plain words; null when nothing. */
export function riderIn(beside: string): string | null {
  const text = beside
    .toLowerCase()
    .replace(/[\s*#>/;|"“”'’-]+/g, ' ')
    .replace(HARMLESS, ' ');
  for (const [pattern, what] of RIDERS) {
    const found = pattern.exec(text);
    if (found !== null)
      return `${what}: "${text.slice(Math.max(0, found.index - 20), found.index + found[0].length + 20).trim()}"`;
  }
  return null;
}
