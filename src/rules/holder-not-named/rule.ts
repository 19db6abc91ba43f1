import { coversPath } from '../../credit/credit-scope.ts';
import { holderOf, sameHolder } from '../../credit/headers.ts';
import { creditedFolder } from '../../credit/kept-trees.ts';
import { repositoriesOf } from '../../credit/known-addresses.ts';
import { leadingMatch } from '../../credit/matched-paths.ts';
import { plainName } from '../../credit/plain-name.ts';
import { vendoredName } from '../../credit/stated-sources.ts';
import { isCode } from '../../languages/table.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import { creditedUnknown } from '../by-way-of.ts';
import { creditedRepositories } from '../came-along.ts';
import { isCreditedByAnother } from '../credited-instead.ts';
import type { Rule } from '../rule.ts';
import { ownHolders } from '../told-otherwise.ts';
import { listed, moreFiles } from '../wording.ts';

/** One foreign holder and the code files whose headers name it. */
interface Foreign {
  readonly holder: string;
  /** The line as it stands in the first of the files. */
  readonly line: string;
  readonly places: readonly { readonly path: string; readonly line: number; readonly beside: boolean }[];
}

/** Headers name holders other than the repository's own, and no document says a word of them. */
export const holderNotNamed: Rule = {
  id: 'holder-not-named',
  title: 'Holders of copyright in headers whom no document names',
  level: 'warning',
  why: 'A header tells whose code a file holds; who reads the documents alone takes all of it for the work of this repository.',
  fixable: false,
  check: (evidence, { derivations, readme }) => {
    const owners = derivations.flatMap(({ source }) => [
      source.organisation,
      ...source.copyrights.map(holderOf),
      ...repositoriesOf(source).map((one) => one.slice(0, one.indexOf('/'))),
    ]);
    // What is known to be an upstream's is asked for in its name.
    const found = unnamedHolders(evidence).filter(
      ({ holder }) => !owners.some((owner) => sameHolder(owner, holder)),
    );
    const [first] = found;
    const place = first?.places[0];
    if (first === undefined || place === undefined) return [];
    const beside = found.some((one) => one.places.some((other) => other.beside));
    const said = found.map(({ line, places: [at, ...more] }) =>
      more.length === 0
        ? say`"${line}" in ${at?.path ?? ''}`
        : say`"${line}" in ${at?.path ?? ''} and ${moreFiles(more.length)}`,
    );
    return [
      {
        level: beside ? 'warning' : 'note',
        message: sentences(
          say`Headers name holders whom no document of this repository names: ${listed(said)}.`,
          beside ? say`Its own line stands beside theirs, so the file was changed here.` : '',
          say`Say in ${readme ?? say`a README`} whose code it is and under which license.`,
        ),
        path: place.path,
        range: { startLine: place.line, endLine: place.line },
        related: found
          .flatMap((one) => one.places)
          .slice(1)
          .map((one) => ({
            path: one.path,
            range: { startLine: one.line, endLine: one.line },
            message: say`has the line of another holder as well`,
          })),
        key: 'holders',
        basis: found.flatMap((one) => [one.holder, ...one.places.map((other) => other.path)]),
      },
    ];
  },
};

/** Holders of code files whom no document names, those in most files first. */
function unnamedHolders(evidence: Evidence): readonly Foreign[] {
  const own = ownWords(evidence);
  const documents = [...evidence.texts.values()].map((text) => text.toLowerCase());
  const kept = keptFolders(evidence);
  const credited = creditedRepositories(evidence);
  const along = filesAlong(evidence);
  const housesOf = creditedHouses(evidence);
  const mayBeAlong = (path: string): boolean => creditedUnknown(evidence, [path]).length > 0;
  const byHolder = new Map<
    string,
    { line: string; places: { path: string; line: number; beside: boolean }[] }
  >();
  for (const [path, lines] of [...evidence.copyrights].sort((a, b) => byText(a[0], b[0]))) {
    if (!isCode(path) || /(?:^|\/)\./.test(path) || kept.some((folder) => path.startsWith(folder))) continue;
    if (along.has(path) || creditedFolder(credited, path) !== null || isNamedForOne(credited, path)) continue;
    const houses = lines.length === 0 ? new Set<string>() : housesOf(path);
    const isOwn = (text: string): boolean => wordsOf(text).some((word) => own.has(word));
    const beside = lines.some((one) => isOwn(one.text));
    // In a folder for third parties, or where a document credits code that is not known here, a header that nobody here
    // touched is how that project has it.
    if (!beside && (vendoredName(path) !== null || mayBeAlong(path))) continue;
    for (const { text, line } of lines) {
      if (line > HEADER) continue;
      const words = wordsOf(text);
      if (words.length === 0 || isOwn(text) || PLACEHOLDER.test(text) || ADDRESS.test(text)) continue;
      if (isIntroduced(evidence, path, line) || words.some((word) => houses.has(word))) continue;
      if (documents.some((document) => words.some((word) => document.includes(word)))) continue;
      const holder = holderOf(text);
      const known = byHolder.get(holder) ?? { line: text.trim().slice(0, LONGEST), places: [] };
      if (known.places.at(-1)?.path !== path) known.places.push({ path, line, beside });
      byHolder.set(holder, known);
    }
  }
  return [...byHolder]
    .map(([holder, one]) => ({ holder, ...one }))
    .sort((a, b) => b.places.length - a.places.length || byText(a.holder, b.holder));
}

/** Words by which the holders of projects go that a credit for this file names. */
function creditedHouses({ claims, sources }: Evidence): (path: string) => ReadonlySet<string> {
  const credits = claims.filter((one) => one.force === 'credit' && one.upstream !== null);
  const words = new Map<string, readonly string[]>();
  for (const { project, organisation, copyrights } of sources.values())
    words.set(project, [...(words.get(project) ?? []), ...[organisation, ...copyrights].flatMap(wordsOf)]);
  return (path) =>
    new Set(credits.flatMap((one) => (coversPath(one, path) ? (words.get(one.upstream ?? '') ?? []) : [])));
}

/** Lines in which a header stands; a line further down is told where its code is. */
const HEADER = 60;
/** Characters of a line that are quoted. */
const LONGEST = 120;
/** A contributor who signs with an address is no other project. */
const ADDRESS = /\S@\S/;
/** A form that nobody filled in. */
const PLACEHOLDER = /\b(?:yyyy|fullname|your name|name of (?:the )?(?:copyright )?(?:owner|author))\b|[[{<]/i;
/** Files from which on a holder whom half of all code files name is the repository's own, where its license names nobody. */
const SEVERAL = 3;

/** Words that tell the repository's own holders: of its license, of its name and first heading, else of most files. */
function ownWords(evidence: Evidence): ReadonlySet<string> {
  const licensed = ownHolders(evidence).flatMap(wordsOf);
  const readme = evidence.paths.find((one) => /^README[^/]*$/i.test(one));
  const heading = /^\s*#+\s*(.+)$/m.exec(evidence.texts.get(readme ?? '') ?? '')?.[1] ?? '';
  // Who wrote part of the history wrote it here.
  const authors = (evidence.history?.authors ?? []).flatMap((one) => wordsOf(one.name));
  const words = new Set([...licensed, ...authors, ...wordsOf(evidence.target.name), ...wordsOf(heading)]);
  if (licensed.length > 0) return words;
  const files = [...evidence.copyrights].filter(([path]) => isCode(path));
  const all = evidence.paths.filter(isCode).length;
  const counts = new Map<string, number>();
  for (const [, lines] of files)
    for (const word of new Set(lines.flatMap((one) => wordsOf(one.text))))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word, count] of counts) if (count >= SEVERAL && count * 2 >= all) words.add(word);
  return words;
}

/** Words of a name that are not those of a thousand names. */
const COMMON = new Set(
  (
    'team teams authors author contributors group research technologies technology university corporation company limited ' +
    'rights reserved project developers foundation institute laboratory labs center intelligence artificial other their with ' +
    'from this that software copyright notice license licensed under code original model models'
  ).split(' '),
);

function wordsOf(line: string): readonly string[] {
  return holderOf(line)
    .split(' ')
    .filter((word) => word.length >= 4 && !/\d/.test(word) && !COMMON.has(word));
}

/** Files whose code is from a project that a credit covers, or came by way of one: the headers in it are that project's doing. */
function filesAlong(evidence: Evidence): ReadonlySet<string> {
  const isCovered = (upstream: string, path: string): boolean =>
    evidence.claims.some(
      (claim) => claim.force === 'credit' && claim.upstream === upstream && coversPath(claim, path),
    );
  return new Set(
    evidence.modules.flatMap((module) => {
      const match = leadingMatch(module);
      if (match === null) return [];
      const isAlong = isCovered(match.upstream, module.path) || isCreditedByAnother(evidence, module, match);
      return isAlong ? [module.path] : [];
    }),
  );
}

/** Lines in which a credit still speaks of the copyright line below it. */
const INTRODUCES = 8;
/** Lines from which on what a file has at its top is the text of a license, and no notice that points to it. */
const WHOLE_TEXT = 8;

/**
 * The file says itself where its code is from, above the line or anywhere in its header ("adapted from URL. The original
 * license: Copyright …"), or holds the whole license of the line's holder.
 */
function isIntroduced({ claims, headers, licenses }: Evidence, path: string, line: number): boolean {
  const end = headers.get(path)?.range.endLine ?? 0;
  const says = claims.some(
    (claim) =>
      claim.kind === 'code-comment' &&
      claim.force === 'credit' &&
      claim.path === path &&
      (line <= end ? claim.line <= end : claim.line <= line && line - claim.line <= INTRODUCES),
  );
  const holds = licenses.some(
    (record) =>
      record.path === path &&
      record.ranges.some(
        (range) => range.startLine <= line + INTRODUCES && range.endLine - range.startLine + 1 >= WHOLE_TEXT,
      ),
  );
  return says || holds;
}

/**
 * The file goes by the name of a credited project, or a folder has it in its own: `crane.py` and `crane_lite/` where a document
 * credits `reeds/crane`.
 */
function isNamedForOne(credited: ReadonlySet<string>, path: string): boolean {
  const stem = plainName(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''));
  const folders = path.toLowerCase().split('/').slice(0, -1);
  const words = new Set(folders.flatMap((folder) => folder.split(/[-_.]+/)));
  return [...credited].some((one) => {
    const name = plainName(one.slice(one.indexOf('/') + 1));
    return name.length >= 4 && (name === stem || words.has(name));
  });
}

/** Folders below the top that hold a license or notice file of their own, with `/` at the end. */
function keptFolders(evidence: Evidence): readonly string[] {
  return evidence.paths.flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const kept = path.includes('/') && /^(?:LICEN[CS]E|COPYING|NOTICE)[^/]*$/i.test(name) && !isCode(path);
    return kept ? [path.slice(0, path.lastIndexOf('/') + 1)] : [];
  });
}
