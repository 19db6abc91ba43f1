import { type Command, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { whichAction } from '../did-you-mean.ts';
import { COMMON_HELP, parseOptions } from '../options.ts';
import { CATALOGUE_OPTIONS, type CatalogueOptions } from './catalogue/options.ts';

type Action = (args: readonly string[], options: CatalogueOptions, terminal: Terminal) => Promise<ExitCode>;

/** What `forebear catalogue WORD` does; loaded when it is called. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  build: async () => (await import('./catalogue/build.ts')).build,
  list: async () => (await import('./catalogue/list.ts')).list,
  show: async () => (await import('./catalogue/show.ts')).show,
  verify: async () => (await import('./catalogue/verify.ts')).verify,
  add: async () => (await import('./catalogue/add.ts')).add,
};

export const catalogue: Command = {
  name: 'catalogue',
  usage:
    'forebear catalogue build | list | show ID | verify | add OWNER/NAME|PATH|URL [--catalogue FOLDER] [--mirror TEMPLATE]',
  summary: 'The known upstreams: list and show them, build and verify an index, add your own',
  refuses: ['fail-on', 'allow-partial'],
  options: [
    'build                index the entries of a catalogue folder (default: ./catalogue)',
    'list                 one line per upstream version',
    'show ID              everything known about one version or project',
    'verify               rebuild the index and compare it with the one in use',
    'add UPSTREAM         write an entry for a repository into a catalogue folder, and index it',
    '--mirror TEMPLATE    read repositories from bare clones, e.g. /srv/git/{owner}/{name}.git',
    '--offline            never clone; only mirrors and clones that are already there',
    '--name NAME          (add) name of the upstream as credited in text',
    '--project ID         (add) project id, shared by versions of one upstream',
    '--commit REV         (add) commit, tag or branch to index (default: HEAD)',
    ...COMMON_HELP,
  ],
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, CATALOGUE_OPTIONS);
    const [word, ...rest] = positionals;
    const load = word !== undefined && Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
    if (load === undefined) {
      throw new UsageError(whichAction('catalogue', word, Object.keys(ACTIONS)));
    }
    return (await load())(rest, values, terminal);
  },
};
