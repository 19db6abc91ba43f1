import { readdir } from 'node:fs/promises';
import { FAIL_LEVELS, findingsThatCount } from '../../../decisions/gate.ts';
import { todayInUtc } from '../../../host/policy/settle-report.ts';
import { canonicalJson } from '../../reports/canonical-json.ts';
import { quotedArgument } from '../../reports/quoted-argument.ts';
import { releaseChecklist } from '../../reports/release/checklist.ts';
import { releaseText } from '../../reports/release/release-text.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { obtainReport, requestOf, tellsNothing } from '../report-source.ts';
import { writeResult } from '../write-result.ts';

const BOM = /\.(?:spdx|cdx)\.json$|^(?:bom|sbom)(?:\.spdx|\.cdx)?\.(?:json|xml)$|\.spdx$/i;
const PACK = /evidence.*\.zip$/i;

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {});
  const format = oneOf('--format', values.format, ['text', 'json'], 'text');
  const [root = '.', ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`release takes one folder, not ${positionals.length}.`);
  const settled = await obtainReport(requestOf(root, values), terminal);
  if (settled === null) return EXIT.failed;
  const { report, policy } = settled;
  if (values['allow-partial'] !== true && tellsNothing(report, root, terminal)) return EXIT.failed;
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_LEVELS, policy.failOn ?? 'warning');
  const names = await readdir(root).catch(() => []);
  const catalogues = (values.catalogue ?? []).map((path) => ` --catalogue ${quotedArgument(path)}`).join('');
  const place = root === '.' ? '' : quotedArgument(root);
  const items = releaseChecklist(report, {
    boms: names.filter((name) => BOM.test(name)).sort(),
    packs: names.filter((name) => PACK.test(name)).sort(),
    today: todayInUtc(),
    again: `${place === '' ? '' : ` --in ${place}`}${catalogues}`,
    auditAgain: `${place === '' ? '' : ` ${place}`}${catalogues}`,
  });
  const shown = values.output === undefined ? terminal : { columns: 80, color: false };
  const text =
    format === 'json'
      ? canonicalJson({ ready: items.every(({ state }) => state !== 'open'), items })
      : releaseText(report, items, shown);
  const failed = writeResult(terminal, values.output, text);
  if (failed !== null) return failed;
  if (report.partial && values['allow-partial'] !== true) return EXIT.failed;
  // A release takes no decision whose ground has changed.
  return findingsThatCount(report, failOn, true).length > 0 ? EXIT.findings : EXIT.clean;
}

export const release: Command = {
  name: 'release',
  usage: 'forebear release [PATH]',
  summary: 'A checklist before a release: what is missing, and the command for it',
  options: [
    ...COMMON_HELP,
    '--allow-partial      exit 0 or 1 even when a part could not be read',
    'formats: text, json. Stale and expired decisions hold nothing back here.',
  ],
  run,
};
