import { holderOf, sameHolder } from '../../credit/headers.ts';
import { isCode } from '../../languages/table.ts';
import { licenseIds, UNKNOWN_LICENSE } from '../../licenses/expression.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { LineRange } from '../../model/report.ts';
import { type Said, say, sentences } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import { sameText } from '../license-texts.ts';
import type { FindingDraft } from '../rule.ts';
import { declaredRepository } from '../same-owner.ts';
import { OWN_LICENSE, ownHolders } from '../told-otherwise.ts';
import { fewListed, moreFiles, quoted } from '../wording.ts';
import { distinctHolders, FEW, type Others } from './headers.ts';

/** A header that sends its reader to the license file of the project it was written in. */
const POINTS =
  /\blicen[cs]e\b.{0,80}?\b(?:found in|see|in) (?:the )?["'`]?LICEN[CS]E(?:\.\w+)?["'`]?(?: file)?\b.{0,80}?\b(?:root|directory|repo(?:sitory)?)\b|\bunder the terms of the ["'`]?LICEN[CS]E(?:\.\w+)?["'`]? file\b/is;

/** A file whose header points to the license file of another project. */
interface Pointer {
  readonly path: string;
  readonly holder: string;
  readonly range: LineRange;
}

/**
 * Headers of other holders that point to the license file at the root, where the one that stands here names others or
 * nobody, or where there is none: the license that they speak of did not come along, or may be another. `named` are files
 * that tell which license it is.
 */
export function pointersToNothing(
  evidence: Evidence,
  others: Others,
  named: ReadonlySet<string>,
): readonly FindingDraft[] {
  const root = evidence.paths.find((path) => OWN_LICENSE.test(path));
  const isNamed = root !== undefined && ownHolders(evidence).length > 0;
  const isMeant = isNamed ? () => true : isOthersOwn(evidence, others, root);
  const found = pointersIn(evidence, others, named).filter(isMeant);
  const [first, ...rest] = found;
  if (first === undefined) return [];
  const where = rest.length === 0 ? first.path : say`${first.path} and ${moreFiles(rest.length)}`;
  const holders = distinctHolders(found.map((one) => one.holder));
  return [
    {
      level: 'note',
      message: sentences(
        told(isNamed, where, holders, root),
        root !== undefined && !isNamed
          ? say`Where it is another license, add its text under LICENSES/.`
          : holders.length === 1
            ? say`Add it under LICENSES/.`
            : say`Add them under LICENSES/.`,
      ),
      path: first.path,
      range: first.range,
      related: rest.map((one) => ({ path: one.path, range: one.range, message: say`points to it as well` })),
      key: 'pointer',
      basis: found.map((one) => `${one.path} ${one.holder}`),
    },
  ];
}

/** Where the text that stands here names nobody it is the same for everybody: whether it is meant, a person has to see. */
function told(
  isNamed: boolean,
  where: Said | string,
  holders: readonly string[],
  root: string | undefined,
): Said {
  const names = fewListed(holders.map(quoted), FEW);
  if (root === undefined)
    return holders.length === 1
      ? say`The header of ${where} names ${names} and points to a license file that did not come along.`
      : say`The headers of ${where} name ${names} and point to license files that did not come along.`;
  if (isNamed)
    return holders.length === 1
      ? say`The header of ${where} names ${names} and points to a license file that did not come along: ${root} names others.`
      : say`The headers of ${where} name ${names} and point to license files that did not come along: ${root} names others.`;
  return holders.length === 1
    ? say`The header of ${where} names ${names} and points to the license file of the project that it is from; ${root} names nobody, and nothing tells that it is that license.`
    : say`The headers of ${where} name ${names} and point to the license files of the projects that they are from; ${root} names nobody, and nothing tells that it is their license.`;
}

function pointersIn(
  evidence: Evidence,
  { known, holders }: Others,
  named: ReadonlySet<string>,
): readonly Pointer[] {
  const kept = evidence.paths
    .filter((path) => KEPT.test(path))
    .map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  const stating = statingOwn(evidence);
  return [...evidence.headers]
    .flatMap(([path, header]): readonly Pointer[] => {
      if (stating.has(path) || known.has(path) || named.has(path) || !isCode(path)) return [];
      if (kept.some((folder) => path.startsWith(folder))) return [];
      const text = header.text.replace(/\s+(?:[#*]|\/\/)?\s*/g, ' ');
      const [holder] = POINTS.test(text) ? holders.foreign(path) : [];
      return holder === undefined ? [] : [{ path, holder, range: header.range }];
    })
    .sort((a, b) => byText(a.path, b.path));
}

/** Files that allow less than the repository's license, which is told as such, or state the license whose text is here. */
function statingOwn({ licenses }: Evidence): ReadonlySet<string> {
  const own = licenses.flatMap(({ path, expression, ofOthers }) =>
    OWN_LICENSE.test(path) && ofOthers !== true ? licenseIds(expression) : [],
  );
  const isOwn = (expression: string): boolean =>
    licenseIds(expression).some((id) => own.some((other) => sameText(id, other)));
  return new Set(
    licenses.flatMap(({ path, expression }) =>
      !OWN_LICENSE.test(path) && (/^LicenseRef-Stated-/.test(expression) || isOwn(expression)) ? [path] : [],
    ),
  );
}

/** Share of code files from which on a holder whom they name may be the repository's own. */
const OWN_SHARE = 1 / 3;

/**
 * Where no license file names a holder, whoever stands in many files, or is the owner, may be the repository's own; and of
 * code of a project under the very license that stands here nothing is missing.
 */
function isOthersOwn(
  evidence: Evidence,
  { holders }: Others,
  root: string | undefined,
): (pointer: Pointer) => boolean {
  const owner = declaredRepository(evidence)?.owner ?? '';
  const ids = evidence.licenses.flatMap(({ path, expression }) =>
    path === root ? licenseIds(expression) : [],
  );
  const hasItsTerms = new Set(
    evidence.modules.flatMap(({ path, matches }) =>
      matches
        .filter((one) => one.strength !== 'weak')
        .flatMap((one) => [
          one.upstream,
          ...(one.sharedAncestor === null ? [] : [one.sharedAncestor]),
          ...(one.ancestors ?? []).map((other) => other.upstream),
        ])
        .some((upstream) => standsUnder(evidence, upstream, ids))
        ? [path]
        : [],
    ),
  );
  for (const [path, project] of evidence.keptFrom ?? [])
    if (standsUnder(evidence, project, ids)) hasItsTerms.add(path);
  // A file that begins a package, or holds one class, came with those of the same holder beside it.
  const isBeside = ({ path, holder }: Pointer): boolean =>
    [...hasItsTerms].some((other) => {
      const folder = folderOf(other);
      const isNear = folder !== '' && (path.startsWith(folder) || folder.startsWith(folderOf(path) || '/'));
      return isNear && holders.foreign(other).some((one) => sameHolder(holderOf(one), holderOf(holder)));
    });
  return (pointer) =>
    !hasItsTerms.has(pointer.path) &&
    !isBeside(pointer) &&
    holders.shareOf(pointer.holder) < OWN_SHARE &&
    !sameHolder(owner, holderOf(pointer.holder));
}

/** The folder of a path, with `/` at the end; '' at the top. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Whether a project's code stands under one of these licenses, in any version; of one whose license is not known it may. */
function standsUnder({ sources }: Evidence, upstream: string, ids: readonly string[]): boolean {
  const terms = [...sources.values()].filter((one) => one.project === upstream);
  return terms.some(
    ({ codeLicense: { expression } }) =>
      expression === UNKNOWN_LICENSE ||
      licenseIds(expression).some((id) => ids.some((other) => sameText(id, other))),
  );
}

/** A license file of a folder. */
const KEPT = /\/(?:LICEN[CS]E|COPYING)[^/]*$/i;
