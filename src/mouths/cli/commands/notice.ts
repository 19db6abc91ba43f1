import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { localTexts } from '../../../host/fixes/fix-texts.ts';
import { carriedTexts, ownLicenseFile } from '../../../host/licenses/carried-texts.ts';
import { type FolderText, folderTexts, statedByPath } from '../../../host/licenses/own-statements.ts';
import { NO_LICENSE } from '../../../licenses/expression.ts';
import { licenseOfRepository } from '../../../licenses/slots.ts';
import type { AuditReport } from '../../../model/report.ts';
import { attributionFile } from '../../reports/attribution.ts';
import { folderOf } from '../../reports/license-parts.ts';
import { carriedExpressions, expressionsOfParts, thirdPartyNotices } from '../../reports/notice.ts';
import { owedTo } from '../../reports/owed.ts';
import { printable } from '../../reports/printable.ts';
import { namedAfter, reuseFiles } from '../../reports/reuse.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions, SETTINGS_HELP, SETTINGS_OPTIONS } from '../options.ts';
import { obtainReport, requestOf, tellsNothing } from '../report-source.ts';
import { writeResult } from '../write-result.ts';

const FORMATS = ['notice', 'attribution', 'reuse'] as const;

/** A file that goes beside the result. */
interface Beside {
  readonly path: string;
  readonly text: string;
}

/** `.reuse/dep5` is how REUSE 3.0 says what REUSE.toml says since 3.2. */
const isDep5 = (output: string | undefined): boolean => output !== undefined && basename(output) === 'dep5';

/** REUSE.toml, and the license texts that `reuse lint` wants beside it. */
async function reuse(
  root: string,
  report: AuditReport,
  output: string | undefined,
  terminal: Terminal,
): Promise<{ readonly text: string; readonly beside: readonly Beside[] }> {
  const own = await ownLicenseFile(root, report);
  const { expression } = licenseOfRepository(report.licenses).code;
  const stated = expression === NO_LICENSE ? null : expression;
  if (stated === null)
    terminal.err(
      'forebear: the repository states no license for its code: REUSE.toml gives none. Add a LICENSE file, and run this again.',
    );
  const folders = await folderTexts(root, report);
  const { toml, dep5, licenses } = reuseFiles(report, {
    license: stated,
    copyrights: own?.copyrights ?? [],
    stated: await statedByPath(root),
    folders: new Map([...folders].map(([path, { copyrights }]) => [path, copyrights])),
  });
  const { license } = localTexts();
  const beside: Beside[] = [];
  for (const id of licenses) {
    const path = `LICENSES/${id}.txt`;
    // A license of its own stands in the repository's license file.
    const text =
      (await license(id)) ?? (stated === id ? (own?.text ?? null) : textOfPart(report, folders, id));
    if (text !== null) beside.push({ path, text });
    else terminal.err(`forebear: ${path}: the text of ${printable(id)} is not at hand. Add it there.`);
  }
  return { text: isDep5(output) ? dep5 : toml, beside };
}

/** The license file of a folder that states `id`, or whose text is not recognised and is named after its folder. */
function textOfPart(
  report: AuditReport,
  folders: ReadonlyMap<string, FolderText>,
  id: string,
): string | null {
  const part = (report.licenseParts ?? []).find((one) => {
    const folder = folderOf(one);
    return (
      one.expression === id ||
      (folder !== null && one.expression === 'NOASSERTION' && namedAfter(folder) === id)
    );
  });
  return folders.get(part?.at?.path ?? '')?.text ?? null;
}

async function notices(root: string, report: AuditReport, catalogues: readonly string[]): Promise<string> {
  const owed = owedTo(report);
  const folders = await folderTexts(root, report);
  const parts = new Map([...folders].map(([path, { text }]) => [path, text]));
  const texts = await carriedTexts(
    localTexts({ catalogues }),
    owed.map((one) => one.source),
    [...owed.flatMap(carriedExpressions), ...expressionsOfParts(report, { parts })],
  );
  return thirdPartyNotices(report, { ...texts, parts });
}

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { ...SETTINGS_OPTIONS });
  const format = oneOf('--format', values.format, FORMATS, 'notice');
  if (positionals.length > 1) throw new UsageError('notice takes one folder at most.');
  const root = positionals[0] ?? '.';
  const settled = await obtainReport(requestOf(root, values), terminal);
  if (settled === null) return EXIT.failed;
  const { report } = settled;
  if (tellsNothing(report, root, terminal)) return EXIT.failed;
  const { text, beside } =
    format === 'reuse'
      ? await reuse(root, report, values.output, terminal)
      : {
          text:
            format === 'notice'
              ? await notices(root, report, values.catalogue ?? [])
              : attributionFile(report),
          beside: [],
        };
  const failed = writeResult(terminal, values.output, text, isDep5(values.output) ? { folders: true } : {});
  if (failed !== null) return failed;
  for (const one of beside) {
    if (values.output === undefined) {
      terminal.err(`Wanted beside REUSE.toml: ${one.path}. With --output FILE it is written there.`);
      continue;
    }
    const top = isDep5(values.output) ? dirname(dirname(values.output)) : dirname(values.output);
    const path = join(top, one.path);
    if (existsSync(path)) continue;
    const notWritten = writeResult(terminal, path, one.text, { folders: true });
    if (notWritten !== null) return notWritten;
    terminal.err(`Written: ${one.path}`);
  }
  return EXIT.clean;
}

export const notice: Command = {
  name: 'notice',
  usage: 'forebear notice [PATH] [--format notice|attribution|reuse] [--output FILE]',
  summary: 'Write what a release carries along: third-party notices, an attribution page or REUSE.toml',
  options: [
    '--format FORMAT      notice: names, copyright lines, NOTICE and license texts of what was taken (default);',
    '                     attribution: the same as a page to read; reuse: REUSE.toml (or .reuse/dep5,',
    '                     where FILE is called so), with LICENSES/ beside it',
    ...SETTINGS_HELP,
    ...COMMON_HELP,
  ],
  run,
};
