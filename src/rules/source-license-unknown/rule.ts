import { plainName } from '../../credit/plain-name.ts';
import { isCode } from '../../languages/table.ts';
import type { DraftClaim } from '../../model/draft-claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import { type Said, say, sentences } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import { unknownIn } from '../by-way-of.ts';
import { isNoticeFile } from '../notice-places.ts';
import { othersTerms } from '../others-terms.ts';
import type { Rule } from '../rule.ts';
import { namesItself, toldByCode } from '../said-sources.ts';
import { declaredRepository } from '../same-owner.ts';
import { isAddressAlone } from '../told-otherwise.ts';
import { fewListed, listed, moreFiles } from '../wording.ts';
import { type NamedFolder, namedFolders } from './named-folders.ts';

/** Words of a comment that say that the code was taken, and not only that an idea was. */
const TAKEN =
  /\b(?:adapt(?:ed)?|borrowed|cop(?:ied|y)|copy-?paste|derived|extracted|forked|modified|ported|taken) (?:\w+ ){0,3}?(?:from|of)\b|\bbased (?:up)?on\b|\bfrom:?\s*(?:https?:\/\/)|(?:修改|改编|复制|拷贝|摘|移植)自/i;

/** What a build made smaller carries the notice of its project itself. */
const MINIFIED = /\.min\.\w+$/;

/** Whether nothing here carries the license of what a file has from a repository. */
type IsOpen = (path: string, repository: string) => boolean;

interface Stated {
  readonly repository: string;
  readonly claim: DraftClaim;
}

/**
 * Files say that they were taken from projects of which nothing is known here. Nearly every license asks that its text go
 * along, whichever it is. One question for all; none where a license file speaks of the project.
 */
export const sourceLicenseUnknown: Rule = {
  id: 'source-license-unknown',
  title: 'License of a stated source not known',
  level: 'note',
  why: "What a file says it was taken from stands under that project's license, and most licenses ask that their text goes along.",
  fixable: false,
  check: (evidence, reading) => {
    // What a file says that came with a known project came along with it.
    const isTold = toldByCode(evidence, reading);
    const isOpen = isOpenIn(evidence);
    const all = statedIn(evidence, isOpen);
    const open = new Set(all.flatMap((one) => (isTold(one.claim) ? [] : [one.repository])));
    // Where one file is asked about, all that say the same are.
    const found = all.filter((one) => open.has(one.repository));
    const folders = namedFolders(evidence, isOpen).filter((one) => !open.has(one.repository));
    const [place, ...others] = [
      ...found.map(({ repository, claim }) => ({
        path: claim.path,
        line: claim.line,
        message: say`is from ${repository}`,
      })),
      ...folders.map(({ repository, claim, folder }) => ({
        path: claim.path,
        line: claim.line,
        message: say`credits ${repository}, whose name ${folder} has`,
      })),
    ];
    if (place === undefined) return [];
    return [
      {
        level: 'note',
        message: sentences(
          ofFiles(found, [...open]),
          ofFolders(folders),
          say`Read what that license asks for: most ask that their text and the copyright line go along.`,
        ),
        path: place.path,
        range: { startLine: place.line, endLine: place.line },
        related: others.map(({ path, line, message }) => ({
          path,
          range: { startLine: line, endLine: line },
          message,
        })),
        key: 'stated sources',
        basis: [
          ...found.map((one) => `${one.claim.path} ${one.repository}`),
          ...folders.map((one) => `${one.folder} ${one.repository}`),
        ],
      },
    ];
  },
};

function ofFiles([first, ...rest]: readonly Stated[], names: readonly string[]): Said | '' {
  if (first === undefined) return '';
  const { path } = first.claim;
  const others = new Set(rest.map((one) => one.claim.path).filter((one) => one !== path)).size;
  if (names.length > 1)
    return say`Files say that they are from ${fewListed(names)}, whose licenses are not known here; no license or notice file of this repository speaks of them.`;
  return others === 0
    ? say`${path} says that it is from ${names[0] ?? ''}, whose license is not known here; no license or notice file of this repository speaks of it.`
    : say`${path} and ${moreFiles(others)} say that they are from ${names[0] ?? ''}, whose license is not known here; no license or notice file of this repository speaks of it.`;
}

function ofFolders(folders: readonly NamedFolder[]): Said | '' {
  const [first, ...rest] = folders;
  if (first === undefined) return '';
  return rest.length === 0
    ? say`${first.folder} goes by the name of ${first.repository}, which ${first.claim.path} credits and whose license is not known here; no license or notice file of this repository speaks of it.`
    : say`${listed(folders.map((one) => one.folder))} go by the names of ${listed(folders.map((one) => one.repository))}, which ${first.claim.path} credits and whose licenses are not known here; no license or notice file of this repository speaks of them.`;
}

/** One place for each file and repository that it says it is from, where nothing here carries that one's license. */
function statedIn(evidence: Evidence, isOpen: IsOpen): readonly Stated[] {
  const unknown = unknownIn(evidence);
  const places = new Map<string, Stated>();
  for (const claim of evidence.claims) {
    const { path, kind, text } = claim;
    if (kind !== 'code-comment' || !isCode(path) || MINIFIED.test(path)) continue;
    // A line that is an address and nothing else is the end of a sentence that credits it, or stands at the top.
    if (claim.bare === true) continue;
    if (!TAKEN.test(text) && !isAddressAlone(text) && !namesItself(path, text)) continue;
    for (const repository of unknown(claim))
      if (isOpen(path, repository) && !places.has(`${path} ${repository}`))
        places.set(`${path} ${repository}`, { repository, claim });
  }
  return [...places.values()].sort(
    (a, b) => byText(a.claim.path, b.claim.path) || a.claim.line - b.claim.line,
  );
}

function isOpenIn(evidence: Evidence): IsOpen {
  // What its own owner publishes elsewhere is no third party's.
  const own = declaredRepository(evidence);
  const papers = [...evidence.texts].flatMap(([path, text]) =>
    isNoticeFile(path) ? [plainName(`${path} ${text}`)] : [],
  );
  const named = new Map<string, boolean>();
  const isSpokenOf = (repository: string): boolean => {
    const name = plainName(repository.slice(repository.indexOf('/') + 1));
    const known = named.get(repository) ?? papers.some((text) => text.includes(name));
    named.set(repository, known);
    return known;
  };
  const holds = othersTerms(evidence);
  return (path, repository) =>
    !holds(path) && own?.owner !== repository.slice(0, repository.indexOf('/')) && !isSpokenOf(repository);
}
