import { falsePositiveRate, scoreOf } from '../../../compare/calibration.ts';
import { weighWith } from '../../../compare/gram-weight.ts';
import { openRanking } from '../../../compare/rank-files.ts';
import type { FilePrint } from '../../../compare/unit-print.ts';
import { listFiles } from '../../../host/licenses/list-files.ts';
import { printFiles } from '../../../host/parsing/print-files.ts';
import { loadRarity } from '../../../host/parsing/rarity-table.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { COMMON_HELP, jobsOf, oneOf, parseOptions } from '../options.ts';
import { writeResult } from '../write-result.ts';

interface Row {
  readonly query: string;
  readonly candidate: string;
  readonly score: number;
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

const digits = (value: number): string => value.toFixed(6);

const lineOf = ({ query, candidate, score, rate }: Row, rates: boolean): string =>
  `${query}\t${candidate}\t${digits(score)}${rates ? `\t${rate.toExponential(3)}` : ''}\n`;

const byName = (paths: readonly string[], a: number, b: number): number =>
  (paths[a] ?? '') < (paths[b] ?? '') ? -1 : 1;

export const rank: Command = {
  name: 'rank',
  usage: 'forebear rank QUERY... --against PATH... [--rates] [--same-role] [--format text|json]',
  summary: 'Score files against candidates: one line per pair, query <TAB> candidate <TAB> score',
  options: [
    ...COMMON_HELP,
    '--against PATH...    files or folders to compare with',
    '--rates              a fourth column: the false-positive rate',
    '--same-role          the rate among modules of the same role, which have more in common',
  ],
  run: async (args, terminal) => {
    const { rest, against } = splitSides(args);
    const { values, positionals } = parseOptions(rest, {
      rates: { type: 'boolean' },
      'same-role': { type: 'boolean' },
    });
    const format = oneOf('--format', values.format, ['text', 'json'] as const, 'text');
    const jobs = jobsOf(values);
    const sameRole = values['same-role'] === true;
    if (positionals.length === 0)
      throw new UsageError(
        'rank takes at least one file to look for: forebear rank QUERY... --against PATH...',
      );
    if (against.length === 0) throw new UsageError('rank takes --against with at least one file or folder.');
    const queries = await listFiles(positionals, terminal.signal);
    const candidates = await listFiles(against, terminal.signal);
    const queryPaths = queries.files.map((file) => file.path);
    const candidatePaths = candidates.files.map((file) => file.path);
    const printed = await printFiles(
      [...queryPaths, ...candidatePaths],
      terminal.signal,
      terminal.progress,
      jobs,
    );
    const named = new Set([...positionals, ...against]);
    for (const { path, reason } of [...queries.failures, ...candidates.failures])
      terminal.err(`forebear: ${path}: ${reason}`);
    for (const { path, reason } of printed.failures)
      if (named.has(path)) terminal.err(`forebear: ${path}: ${reason}`);
    const known = candidatePaths.filter((path) => printed.prints.has(path));
    const ranking = openRanking(
      known.flatMap((path) => printed.prints.get(path) ?? []),
      weighWith(loadRarity()),
    );
    const wantsRate = format === 'json' || values.rates === true;
    const candidatesByName = known.map((_, number) => number).sort((a, b) => byName(known, a, b));
    const rankedPairs = (query: string, print: FilePrint): readonly Row[] => {
      const evidence = ranking.rank(print);
      const row = (number: number): Row => {
        const amount = evidence.get(number) ?? 0;
        const rate = wantsRate ? falsePositiveRate(amount, sameRole) : 0;
        return { query, candidate: known[number] ?? '', score: scoreOf(amount), rate };
      };
      // Most pairs share nothing: they follow in the order of their names, which is sorted once.
      const some = candidatesByName.filter((number) => (evidence.get(number) ?? 0) > 0).map(row);
      const none = candidatesByName.filter((number) => (evidence.get(number) ?? 0) === 0).map(row);
      return [...some.sort((a, b) => b.score - a.score), ...none];
    };
    const rows: Row[] = [];
    const lines: string[] = [];
    // Many pairs make much text: it goes out as it comes, where it goes to the terminal.
    const straight = format === 'text' && values.output === undefined;
    let pairs = 0;
    for (const query of queryPaths) {
      const print = printed.prints.get(query);
      if (print === undefined) continue;
      const ranked = rankedPairs(query, print);
      pairs += ranked.length;
      if (format === 'json') rows.push(...ranked);
      else {
        const text = ranked.map((row) => lineOf(row, values.rates === true)).join('');
        if (straight) terminal.out(text);
        else lines.push(text);
      }
    }
    const text =
      format === 'json' ? `${JSON.stringify({ schemaVersion: 1, pairs: rows }, null, 2)}\n` : lines.join('');
    const failed = straight ? null : writeResult(terminal, values.output, text);
    if (failed !== null) return failed;
    const unreadable =
      queries.failures.length +
      candidates.failures.length +
      printed.failures.filter(({ path }) => named.has(path)).length;
    return unreadable > 0 && pairs === 0 ? EXIT.failed : EXIT.clean;
  },
};
