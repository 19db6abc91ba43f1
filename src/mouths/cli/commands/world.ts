import { type Command, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { whichAction } from '../did-you-mean.ts';
import { COMMON_HELP, parseOptions } from '../options.ts';
import { WORLD_OPTIONS, type WorldOptions } from './world/options.ts';

type Action = (args: readonly string[], options: WorldOptions, terminal: Terminal) => Promise<ExitCode>;

/** What `forebear world WORD` does; loaded when it is called. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  build: async () => (await import('./world/build.ts')).build,
  add: async () => (await import('./world/build.ts')).add,
  list: async () => (await import('./world/list.ts')).list,
  show: async () => (await import('./world/show.ts')).show,
  verify: async () => (await import('./world/verify.ts')).verify,
};

export const world: Command = {
  name: 'world',
  usage:
    'forebear world build --clones DIR | build --portfolio | add --clones DIR | list | show PROJECT | verify --clones DIR',
  summary: 'The origin index: who had which code first',
  options: [
    'build                print the history of every project of the list and settle who had what first',
    'add                  print only the projects of the list that an index lacks, and put them into it',
    'list                 one line per project of an index',
    'show PROJECT         what the index knows of a project',
    'verify               rebuild the index and compare it with the one in use',
    '--clones DIR         folder of bare clones: OWNER+NAME/repo or OWNER/NAME',
    '--list FILE          the reviewed list of projects (default: catalogue/world.tsv)',
    '--prints DIR         where prints are kept between builds (default: build/world)',
    '--only IDS           (build, add) only these projects, separated by commas',
    '--portfolio          (build) the repositories of a portfolio instead, as an index for audit --against',
    '--store DIR          (build --portfolio) folder of the portfolio (default: forebear-portfolio; DATABASE_URL)',
    '--index FILE         (add, list, show, verify) an index of your own',
    ...COMMON_HELP,
  ],
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, WORLD_OPTIONS);
    const [word, ...rest] = positionals;
    const load = word !== undefined && Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
    if (load === undefined) throw new UsageError(whichAction('world', word, Object.keys(ACTIONS)));
    return (await load())(rest, values, terminal);
  },
};
