import type { LicensePart } from '../../model/license-part.ts';
import type { AuditReport } from '../../model/report.ts';
import { folderOf, partName } from './license-parts.ts';
import { homeOf, isNamed, isStated, type Owed, owedTo } from './owed.ts';
import { printable } from './printable.ts';
import { idsOf } from './sbom/stated.ts';

/** Texts that a release carries along, as far as they are at hand. */
export interface CarriedTexts {
  /** Standard texts by SPDX id. */
  readonly licenses: ReadonlyMap<string, string>;
  /** The upstream's own NOTICE by version id. */
  readonly notices: ReadonlyMap<string, string>;
  /** License files of folders of the repository, by path. */
  readonly parts?: ReadonlyMap<string, string>;
  /** The upstream's own license file by version id: it has the copyright line that a standard text has not. */
  readonly ownTexts: ReadonlyMap<string, string>;
}

const RULE = '='.repeat(78);
const LINE = '-'.repeat(78);

/** Expressions under which parts of an upstream are in the repository. */
export function carriedExpressions({ source, files, artefacts }: Owed): readonly string[] {
  return [
    ...new Set([
      ...(files.length > 0 ? [source.codeLicense.expression] : []),
      ...(artefacts.length > 0 ? [source.weightsLicense.expression] : []),
    ]),
  ].filter(isStated);
}

/**
 * A THIRD_PARTY_NOTICES file: for each upstream who made it, which files, its copyright lines, its license and its
 * NOTICE word for word; then each license text once. What is not at hand is said in brackets, never made up.
 */
export function thirdPartyNotices(report: AuditReport, texts: CarriedTexts): string {
  const owed = owedTo(report);
  const name = printable(report.target.name);
  const apart = report.licenseParts ?? [];
  const shown = new Set<string>();
  const parts = [
    `Third-party notices of ${name}`,
    owed.length === 0
      ? `No work of a known upstream was found in this release.`
      : `This release contains work of the projects below. Each stays under its own license.`,
    ...owed.map((one, number) => entry(one, number + 1, texts)),
    ...(apart.length === 0
      ? []
      : [`${LINE}\nParts of this release that stand under licenses of their own, as its files state:`]),
    ...apart.flatMap((part) => partEntry(part, texts, shown)),
  ];
  const ids = [
    ...new Set([...owed.flatMap(carriedExpressions), ...expressionsOfParts(report, texts)].flatMap(idsOf)),
  ].sort();
  for (const id of ids) {
    const text = texts.licenses.get(id);
    if (text === undefined || shown.has(text)) continue;
    shown.add(text);
    parts.push(`${RULE}\nText of ${id}\n${RULE}\n\n${text.trim()}`);
  }
  const absent = ids.filter((id) => !texts.licenses.has(id));
  if (absent.length > 0)
    parts.push(`[The text of ${absent.map(printable).join(', ')} is not at hand: add it here.]`);
  return `${parts.join('\n\n')}\n`;
}

function entry(one: Owed, number: number, texts: CarriedTexts): string {
  const { source, files, artefacts, documents } = one;
  const licenses = carriedExpressions(one);
  const rows = [
    `${number}. ${source.projectName} (${source.name})`,
    isNamed(source.organisation) ? `By: ${source.organisation}` : '',
    homeOf(source) === null ? '' : `Home: ${homeOf(source)}`,
    source.commit === null ? '' : `State: ${source.commit}`,
    licenses.length === 0 ? 'License: none is known; ask its authors.' : `License: ${licenses.join(', ')}`,
    files.length === 0 ? '' : `Files: ${files.join(', ')}`,
    artefacts.length === 0 ? '' : `Artefacts: ${artefacts.join(', ')}`,
    documents.length === 0 ? '' : `Passages of its documents: ${documents.join(', ')}`,
    ...source.copyrights,
  ];
  const head = rows
    .filter((row) => row !== '')
    .map(printable)
    .join('\n');
  const notice = texts.notices.get(source.id);
  const own = texts.ownTexts.get(source.id);
  const carried =
    notice !== undefined
      ? [`Its NOTICE:\n\n${printableLines(notice)}`]
      : source.noticeFile === undefined
        ? []
        : [
            `[Its ${printable(source.noticeFile)} is not at hand: copy it here from ${printable(homeOf(source) ?? source.repository)}.]`,
          ];
  return [
    `${LINE}\n${head}`,
    ...carried,
    ...(own === undefined ? [] : [`Its license file:\n\n${printableLines(own)}`]),
  ].join('\n\n');
}

/** Licenses of parts whose own text is not at hand: the standard one goes along. */
export function expressionsOfParts(
  { licenseParts: parts = [] }: AuditReport,
  texts: Pick<CarriedTexts, 'parts'>,
): readonly string[] {
  return parts
    .filter((part) => isStated(part.expression) && ownText(part, texts) === undefined)
    .map((part) => part.expression);
}

function ownText(part: LicensePart, texts: Pick<CarriedTexts, 'parts'>): string | undefined {
  return folderOf(part) === null || part.at === undefined ? undefined : texts.parts?.get(part.at.path);
}

/** A part, and the license file of its folder, once each. */
function partEntry(part: LicensePart, texts: CarriedTexts, shown: Set<string>): readonly string[] {
  const own = ownText(part, texts);
  const rows = [
    `Files: ${partName(part)}`,
    `License: ${isStated(part.expression) ? part.expression : 'not recognized; read its text'}`,
    part.at === undefined ? '' : `Stated in: ${part.at.path}`,
    ...(part.copyrights ?? []),
  ];
  const head = rows
    .filter((row) => row !== '')
    .map(printable)
    .join('\n');
  if (own === undefined || shown.has(own)) return [head];
  shown.add(own);
  return [head, `Its license file:\n\n${printableLines(own)}`];
}

function printableLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim().split('\n').map(printable).join('\n');
}
