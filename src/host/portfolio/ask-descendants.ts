import { findNamed } from '../../lineage/find-named.ts';
import type { AnswerRow, PortfolioAnswer } from '../../model/portfolio.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { repositoryKey } from '../../origins/repository-address.ts';
import { LEAST_MODULES, orderOf, sharedModules } from '../../portfolio/descent.ts';
import {
  LINEAGE_TO,
  PRINTS_OF_REPOSITORY,
  REPOSITORIES_BY_ID,
  REPOSITORIES_HOLDING,
  REPOSITORIES_NAMED,
  UPSTREAMS,
} from '../../portfolio/statements/ask.ts';
import { answerTable, type Fields } from './answer-table.ts';
import { numberIn, type Query, type Row, textOf } from './database.ts';
import { findHolding, readCommonness } from './look-up.ts';
import { readCounts } from './read-counts.ts';

const AUDITED: Fields<Row> = {
  repository: ['Repository', textOf],
  found: ['Found by', () => 'audit'],
  relation: ['Relation', textOf],
  strength: ['Strength', textOf],
  credited: ['Credited', textOf],
  modules: ['Modules', numberIn],
  since: ['Since', () => null],
  order: ['Order', () => null],
  version: ['Version', textOf],
  revision: ['Revision', textOf],
  target: ['Where', textOf],
};

/** Upstreams that a name means among those that audits found. */
async function meantUpstreams(query: Query, name: string): Promise<readonly Row[]> {
  const all = await query(UPSTREAMS);
  return findNamed(
    all,
    (row) => [textOf(row, 'upstream'), textOf(row, 'name'), repositoryKey(textOf(row, 'home'))],
    name,
  );
}

/** Repositories that hold modules of one of the portfolio, whatever their audits name as upstreams. */
async function holdersOf(query: Query, asked: Row): Promise<readonly AnswerRow[]> {
  const id = numberIn(asked, 'repository');
  const own = await query<{ print: number; own: number; coarse: number[] }>(PRINTS_OF_REPOSITORY, [id]);
  const held = await findHolding(query, own, await readCommonness(query, own));
  const prints = new Map([...held].map(([print, all]) => [print, all.map((one) => one.print)]));
  const rows = await query(REPOSITORIES_HOLDING, [[...new Set([...prints.values()].flat())]]);
  const shared = sharedModules(
    prints,
    rows.map((row) => ({
      repository: numberIn(row, 'repository'),
      print: numberIn(row, 'print'),
      since: row.since === null ? null : textOf(row, 'since'),
    })),
  );
  const since = shared.get(id)?.since ?? null;
  const others = [...shared].filter(([other, { modules }]) => other !== id && modules >= LEAST_MODULES);
  const known = await query(REPOSITORIES_BY_ID, [others.map(([other]) => other)]);
  return known.map((row) => {
    const one = shared.get(numberIn(row, 'repository'));
    return {
      repository: textOf(row, 'name'),
      found: 'modules',
      relation: null,
      strength: null,
      credited: null,
      modules: one?.modules ?? 0,
      since: one?.since ?? null,
      order: orderOf(since, one?.since ?? null),
      version: null,
      revision: textOf(row, 'revision'),
      target: textOf(row, 'target'),
    };
  });
}

/** Who descends from an upstream, or from a repository of the portfolio. */
export async function askDescendants(
  query: Query,
  name: string,
): Promise<Result<PortfolioAnswer, 'no-subject'>> {
  const upstreams = await meantUpstreams(query, name);
  const repositories = await query(REPOSITORIES_NAMED, [name]);
  if (upstreams.length === 0 && repositories.length === 0)
    return failure(
      'no-subject',
      `no audit of this portfolio found an upstream "${name}", and no repository in it is called so.`,
    );
  if (repositories.length > 1)
    return failure(
      'no-subject',
      `"${name}" means ${repositories.map((row) => textOf(row, 'target')).join(' and ')}: name one of them.`,
    );
  const [repository] = repositories;
  const ids = upstreams.map((row) => textOf(row, 'upstream'));
  const itself = repository === undefined ? null : textOf(repository, 'target');
  const lineage = (await query(LINEAGE_TO, [ids])).filter((row) => textOf(row, 'target') !== itself);
  const audited = answerTable(lineage, AUDITED);
  const holding = repository === undefined ? [] : await holdersOf(query, repository);
  const about = [
    ...(ids.length === 0 ? [] : [`upstream ${ids.join(', ')}`]),
    ...(repository === undefined
      ? []
      : [`repository ${textOf(repository, 'name')} (${textOf(repository, 'target')})`]),
  ].join('; ');
  return success({
    schemaVersion: 1,
    question: 'descendants',
    about: `descendants of ${about}`,
    portfolio: await readCounts(query),
    columns: audited.columns,
    rows: [...audited.rows, ...holding],
    notes: [
      'Found by "audit": what the audit of that repository says. Found by "modules": it holds modules of the repository that was asked about, whichever of the two had them first, and also where both have them from a third.',
      '"Since" is the first day of the earliest file that holds such a module in that repository; a module can be younger than its file.',
    ],
  });
}
