import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortfolioAnswer } from '../../model/portfolio.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import { idiomsOf, modulesOf } from '../../portfolio/module-prints.ts';
import { type AskedModule, shareOf } from '../../portfolio/shared-features.ts';
import {
  HOLDERS_OF,
  MODULES_NAMED,
  REPOSITORIES_NAMED,
  REPOSITORIES_WITH_PLACE,
} from '../../portfolio/statements/ask.ts';
import { decodeText } from '../files/decode-text.ts';
import { printSource } from '../parsing/print-source.ts';
import { builtInWorld, loadWorld } from '../world/open-world.ts';
import { answerTable, type Fields } from './answer-table.ts';
import { numberIn, type Query, type Row, textOf, textOrNull } from './database.ts';
import { findHolding, readCommonness } from './look-up.ts';
import { readCounts } from './read-counts.ts';

interface Holder extends Row {
  readonly sample: number[];
}

const fieldsOf = (sample: readonly number[]): Fields<Holder> => ({
  repository: ['Repository', textOf],
  since: ['File since', textOrNull],
  share: ['Share', (row) => Number(shareOf(sample, row.sample).toFixed(3))],
  path: ['Path', textOf],
  symbol: ['Symbol', textOf],
  lines: ['Lines', (row) => `${textOf(row, 'start_line')}-${textOf(row, 'end_line')}`],
  role: ['Role', textOf],
  revision: ['Revision', textOf],
  target: ['Where', textOf],
});

interface Meant {
  readonly about: string;
  readonly module: AskedModule;
  /** Its finer sample. */
  readonly sample: readonly number[];
}

type Found = Result<Meant, 'no-subject'>;

/** `PATH:SYMBOL`; a symbol as reports print it, `Name +2`, is its first name. */
function parsePlace(words: string): { readonly path: string; readonly symbol: string } | null {
  const colon = words.lastIndexOf(':');
  const symbol = words
    .slice(colon + 1)
    .replace(/ \+\d+$/, '')
    .split('.', 1)[0];
  return colon <= 0 || symbol === undefined || symbol === '' ? null : { path: words.slice(0, colon), symbol };
}

/** A module of a folder on this machine, which need not be in the portfolio. */
async function onDisk(folder: string, path: string, symbol: string): Promise<Found> {
  const bytes = await readFile(join(folder, path)).catch(() => null);
  const text = bytes === null ? null : decodeText(path, bytes);
  const print = text?.ok === true ? await printSource(path, text.value) : null;
  const world = await loadWorld(builtInWorld());
  const isIdiom = idiomsOf(world.ok ? world.value.world : null);
  const module =
    print === null ? undefined : modulesOf(path, print, isIdiom).find((one) => one.symbol === symbol);
  if (module === undefined)
    return failure(
      'no-subject',
      `${join(folder, path)} has no class or function "${symbol}" that is large enough to be looked for.`,
    );
  const { id, own, coarse, sample } = module.print;
  return success({ about: `${symbol} of ${join(folder, path)}`, module: { print: id, own, coarse }, sample });
}

/** A module of a repository of the portfolio. */
async function inPortfolio(
  query: Query,
  ids: readonly number[],
  path: string,
  symbol: string,
): Promise<Found> {
  const rows = await query<{ print: number; own: number; coarse: number[]; sample: number[] }>(
    MODULES_NAMED,
    [ids, path, symbol],
  );
  const [first] = rows;
  if (first === undefined)
    return failure(
      'no-subject',
      `no repository of this portfolio has a module "${symbol}" in ${path} that is large enough to be looked for. --in FOLDER takes one from a folder on this machine.`,
    );
  const names = [...new Set(rows.map((row) => textOf(row, 'target')))];
  if (new Set(rows.map(({ print }) => print)).size > 1 && names.length > 1)
    return failure(
      'no-subject',
      `${names.length} repositories have different modules "${symbol}" in ${path}: say which with --in, for instance --in ${names[0]}`,
    );
  const about = `${symbol} of ${path} in ${textOf(first, 'repository')} (${textOf(first, 'target')})`;
  return success({
    about,
    module: { print: numberIn(first, 'print'), own: first.own, coarse: first.coarse },
    sample: first.sample,
  });
}

async function meantModule(query: Query, words: string, within: string | undefined): Promise<Found> {
  const place = parsePlace(words);
  if (place === null)
    return failure('no-subject', `"${words}" is no PATH:SYMBOL, such as model/resampler.py:Resampler.`);
  if (within === undefined) {
    const rows = await query(REPOSITORIES_WITH_PLACE, [place.path, place.symbol]);
    return inPortfolio(
      query,
      rows.map((row) => numberIn(row, 'repository')),
      place.path,
      place.symbol,
    );
  }
  const named = await query(REPOSITORIES_NAMED, [within]);
  if (named.length > 0)
    return inPortfolio(
      query,
      named.map((row) => numberIn(row, 'repository')),
      place.path,
      place.symbol,
    );
  const folder = await stat(within).catch(() => null);
  if (folder?.isDirectory() !== true)
    return failure('no-subject', `--in ${within}: neither a repository of this portfolio nor a folder.`);
  return onDisk(within, place.path, place.symbol);
}

/** Who has a module, and since when. */
export async function askHolders(
  query: Query,
  words: string,
  within: string | undefined,
): Promise<Result<PortfolioAnswer, 'no-subject'>> {
  const meant = await meantModule(query, words, within);
  if (!meant.ok) return meant;
  const { about, module, sample } = meant.value;
  const held = await findHolding(query, [module], await readCommonness(query, [module]));
  const prints = (held.get(module.print) ?? []).map(({ print }) => print);
  const rows = await query<Holder>(HOLDERS_OF, [prints]);
  // Who had it first stands first; where no day is known, last.
  const since = (row: Holder): string => textOrNull(row, 'since') ?? '9';
  const sorted = [...rows].sort((a, b) => byText(since(a), since(b)));
  return success({
    schemaVersion: 1,
    question: 'holders',
    about: `holders of ${about}`,
    portfolio: await readCounts(query),
    ...answerTable(sorted, fieldsOf(sample)),
    notes: [
      `A holder has at least half of the module's coarse sample (${module.coarse.length} features, ${module.coarse.length - module.own} of them idioms, of which it has three quarters). "Share" is how much it has of the finer one (${sample.length}).`,
      '"File since" is the first day of the file in that repository; the module can be younger. Whoever stands first had it first among these, and may have it from elsewhere.',
    ],
  });
}
