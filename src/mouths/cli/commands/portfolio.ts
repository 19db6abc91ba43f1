import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import { whichAction } from '../did-you-mean.ts';
import { COMMON_HELP, parseOptions } from '../options.ts';
import { PORTFOLIO_OPTIONS, type PortfolioAction } from './portfolio/options.ts';

/** What `forebear portfolio WORD` does; loaded when it is called. */
const ACTIONS: Readonly<Record<string, () => Promise<PortfolioAction>>> = {
  add: async () => (await import('./portfolio/add.ts')).add,
  run: async () => (await import('./portfolio/run.ts')).run,
  worker: async () => (await import('./portfolio/worker.ts')).worker,
  ask: async () => (await import('./portfolio/ask.ts')).ask,
  changed: async () => (await import('./portfolio/changed.ts')).changed,
  export: async () => (await import('./portfolio/export.ts')).exportPortfolio,
};

/** Options that only some words honor: with another they are wrong usage. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  in: ['ask'],
  since: ['changed', 'export'],
  again: ['run'],
  limit: ['run', 'worker'],
  webhook: ['run', 'changed'],
  feed: ['changed'],
  full: ['ask', 'changed'],
  'until-empty': ['worker'],
  heartbeat: ['run', 'worker'],
  catalogue: ['run', 'worker'],
  format: ['ask', 'changed', 'export'],
  output: ['ask', 'changed', 'export'],
  'fail-on': ['changed'],
  'allow-partial': ['run'],
};

function refuseOthers(word: string, given: readonly string[]): void {
  const wrong = given.find((name) => Object.hasOwn(TAKES, name) && !TAKES[name]?.includes(word));
  if (wrong !== undefined)
    throw new UsageError(
      `portfolio ${word} takes no --${wrong}: it goes with portfolio ${TAKES[wrong]?.join(' and ') ?? ''}.`,
    );
}

export const portfolio: Command = {
  name: 'portfolio',
  usage:
    'forebear portfolio add PATH... | run | worker | ask QUESTION [SUBJECT] | changed --since DATE | export',
  summary: 'Many repositories in a database: audited when they change, asked who descends from whom',
  options: [
    'add PATH...          a clone, a folder of clones, an address, or a file that lists these',
    'run                  audit here what changed since its last audit, then end',
    'worker               (server) audit what `run` found, on as many machines as you like, until it is ended',
    'ask descendants NAME   who descends from an upstream, or from a repository of the portfolio',
    'ask holders PATH:SYMBOL [--in REPOSITORY]   who has this module, and since when',
    'ask uncredited | conflicts | duties   findings of these kinds in all repositories',
    'changed --since DATE what audits found that was not there before; exit 1 where something is at --fail-on',
    'export --output DIR  a static page, the answers as CSV and JSON, and feeds (JSON Feed, Atom)',
    '--store DIR          folder of an embedded database (default: forebear-portfolio); DATABASE_URL names a server',
    '--in PLACE           (ask holders) the repository, or a folder on this machine, that has the module',
    '--since DATE         (changed, export) an ISO date or time; for changed also "last": since it was last asked',
    '--again              (run) also what another version audited, and what was set aside',
    '--limit N            (run, worker) end after N audits; 0 only finds out what changed, for workers to audit',
    '--webhook URL        (run, changed) post what is new there, signed with FOREBEAR_WEBHOOK_SECRET',
    '--feed FORMAT        (changed) json | atom: write a feed',
    '--until-empty        (worker) end when nothing is left to do',
    '--heartbeat SECONDS  (run, worker) after this time without a sign of life another takes a job (default: 60)',
    '--full               (ask, changed) text: all rows and columns',
    ...COMMON_HELP,
  ],
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, PORTFOLIO_OPTIONS);
    const [word, ...rest] = positionals;
    const load = word !== undefined && Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
    if (word === undefined || load === undefined)
      throw new UsageError(whichAction('portfolio', word, Object.keys(ACTIONS)));
    refuseOthers(word, Object.keys(values));
    return (await load())(rest, values, terminal);
  },
};
