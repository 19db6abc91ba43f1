import { evidenceOf, falsePositiveRate, LEAST_SCORE } from '../../../compare/calibration.ts';
import { openScoring } from '../../../compare/copy/score-files.ts';
import { openFeatures } from '../../../compare/file-features.ts';
import { weighWith } from '../../../compare/gram-weight.ts';
import type { FilePrint } from '../../../compare/unit-print.ts';
import { listFiles } from '../../../host/licenses/list-files.ts';
import { printFiles } from '../../../host/parsing/print-files.ts';
import { loadRarity } from '../../../host/parsing/rarity-table.ts';
import { loadBank } from '../../../host/parsing/sibling-bank.ts';
import { loadTraitTable } from '../../../host/parsing/trait-table.ts';
import { byText } from '../../../model/text-order.ts';
import { jsonText } from '../../reports/json-text.ts';
import { printable } from '../../reports/printable.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { COMMON_HELP, jobsOf, oneOf, parseOptions } from '../options.ts';
import { writeResult } from '../write-result.ts';

interface Row {
  readonly query: string;
  readonly candidate: string;
  readonly score: number;
  readonly retrieval: number;
  readonly copy: number;
  readonly rate: number;
}

/** `QUERY... --against PATH...`: everything after --against up to the next option is a candidate. */
function splitSides(args: readonly string[]): { rest: string[]; against: string[] } {
  const rest: string[] = [];
  const against: string[] = [];
  let side = rest;
  for (const arg of args) {
    if (arg === '--against') side = against;
    else if (arg.startsWith('--against=')) against.push(arg.slice('--against='.length));
    else if (arg.startsWith('-')) {
      side = rest;
      rest.push(arg);
    } else side.push(arg);
  }
  return { rest, against };
}

const FAIL_ON = ['conclusive', 'strong', 'moderate', 'weak', 'never'] as const;
const leastOf = (failOn: (typeof FAIL_ON)[number]): number =>
  failOn === 'never' ? Number.POSITIVE_INFINITY : LEAST_SCORE[failOn];

const digits = (value: number): string => value.toFixed(6);

const lineOf = ({ query, candidate, score, rate }: Row, rates: boolean): string =>
  `${printable(query)}\t${printable(candidate)}\t${digits(score)}${rates ? `\t${rate.toExponential(3)}` : ''}\n`;

export const rank: Command = {
  name: 'rank',
  usage:
    'forebear rank QUERY... --against PATH... [--siblings PATH] [--rates] [--same-role] [--format text|json]',
  summary: 'Score files against candidates: one line per pair, query <TAB> candidate <TAB> score',
  refuses: ['catalogue', 'allow-partial'],
  options: [
    ...COMMON_HELP.filter((line) => !line.startsWith('--fail-on')),
    '--fail-on STRENGTH   conclusive | strong | moderate | weak | never (default): exit 1 from that strength on',
    '--against PATH...    files or folders to compare with',
    '--siblings PATH      independent implementations to hold a match against (repeatable)',
    '--rates              a fourth column: the false-positive rate',
    '--same-role          the rate among modules of the same role, which have more in common',
  ],
  run: async (args, terminal) => {
    const { rest, against } = splitSides(args);
    const { values, positionals } = parseOptions(rest, {
      rates: { type: 'boolean' },
      'same-role': { type: 'boolean' },
      siblings: { type: 'string', multiple: true },
    });
    const format = oneOf('--format', values.format, ['text', 'json'] as const, 'text');
    const failOn = oneOf('--fail-on', values['fail-on'], FAIL_ON, 'never');
    const jobs = jobsOf(values);
    const sameRole = values['same-role'] === true;
    if (positionals.length === 0)
      throw new UsageError(
        'rank takes at least one file to look for: forebear rank QUERY... --against PATH...',
      );
    if (against.length === 0) throw new UsageError('rank takes --against with at least one file or folder.');
    const queries = await listFiles(positionals, terminal.signal);
    const candidates = await listFiles(against, terminal.signal);
    const siblingFiles = await listFiles(values.siblings ?? [], terminal.signal);
    const queryPaths = queries.files.map((file) => file.path);
    const candidatePaths = candidates.files.map((file) => file.path);
    const printed = await printFiles(
      [...queryPaths, ...candidatePaths, ...siblingFiles.files.map((file) => file.path)],
      terminal.signal,
      terminal.progress,
      jobs,
    );
    const named = new Set([...positionals, ...against, ...(values.siblings ?? [])]);
    for (const { path, reason } of [...queries.failures, ...candidates.failures, ...siblingFiles.failures])
      terminal.err(`forebear: ${path}: ${reason}`);
    for (const { path, reason } of printed.failures)
      if (named.has(path)) terminal.err(`forebear: ${path}: ${reason}`);
    const known = candidatePaths.filter((path) => printed.prints.has(path));
    const knownPrints = known.flatMap((path) => printed.prints.get(path) ?? []);
    const rarity = loadRarity();
    const featuresOf = openFeatures(rarity, loadTraitTable());
    const given = siblingFiles.files.flatMap(({ path }) => printed.prints.get(path) ?? []);
    const bank = loadBank();
    const scoring = openScoring(
      { prints: knownPrints, features: knownPrints.map(featuresOf) },
      {
        prints: [...given, ...bank.map(({ print }) => print)],
        features: [...given.map(featuresOf), ...bank.map(({ features }) => features)],
        vouched: given.length,
      },
      weighWith(rarity),
    );
    const wantsRate = format === 'json' || values.rates === true;
    const rankedPairs = (query: string, print: FilePrint): readonly Row[] =>
      scoring
        .score(print, featuresOf(print))
        .map((pair, number): Row => {
          const { score, retrieval, copy } = pair;
          const rate = wantsRate ? falsePositiveRate(evidenceOf(copy), sameRole) : 0;
          return { query, candidate: known[number] ?? '', score, retrieval, copy, rate };
        })
        .sort((a, b) => b.score - a.score || byText(a.candidate, b.candidate));
    const rows: Row[] = [];
    const lines: string[] = [];
    // Many pairs make much text: it goes out as it comes, where it goes to the terminal.
    const straight = format === 'text' && values.output === undefined;
    let pairs = 0;
    let best = 0;
    for (const query of queryPaths) {
      const print = printed.prints.get(query);
      if (print === undefined) continue;
      const ranked = rankedPairs(query, print);
      pairs += ranked.length;
      best = Math.max(best, ...ranked.map((row) => row.copy));
      if (format === 'json') rows.push(...ranked);
      else {
        const text = ranked.map((row) => lineOf(row, values.rates === true)).join('');
        if (straight) terminal.out(text);
        else lines.push(text);
      }
    }
    const text = format === 'json' ? jsonText({ schemaVersion: 2, pairs: rows }) : lines.join('');
    const failed = straight ? null : writeResult(terminal, values.output, text);
    if (failed !== null) return failed;
    const unreadable =
      queries.failures.length +
      candidates.failures.length +
      printed.failures.filter(({ path }) => named.has(path)).length;
    if (unreadable > 0 && pairs === 0) return EXIT.failed;
    return best >= leastOf(failOn) ? EXIT.findings : EXIT.clean;
  },
};
