import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
import { openIndex } from './list.ts';
import type { WorldOptions } from './options.ts';

/** What the index knows of one project. */
export async function show(
  args: readonly string[],
  options: WorldOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const [wanted] = args;
  if (wanted === undefined || args.length > 1)
    throw new UsageError('show takes one project: an id of "forebear world list".');
  const world = await openIndex(options, terminal);
  if (world === null) return EXIT.failed;
  const key = wanted.toLowerCase();
  const number = world.projects.findIndex(
    (one) => one.id === key || one.repository?.toLowerCase().endsWith(`/${key}`) === true,
  );
  const project = world.projects[number];
  if (project === undefined) {
    terminal.err(`forebear world: there is no project "${wanted}": see "forebear world list".`);
    return EXIT.failed;
  }
  let first = 0;
  let own = 0;
  let also = 0;
  for (let position = 0; position < world.grams; position++) {
    const holder = world.holder(world.holderAt(position));
    if (holder.project === number) {
      first += 1;
      if (holder.root) own += 1;
    } else if (world.othersAt(position).includes(number)) also += 1;
  }
  const family = world.projects
    .filter((one) => one.family === project.family && one !== project)
    .map((one) => one.id);
  const facts: Record<string, string | number> = {
    id: project.id,
    repository: project.repository ?? 'not known',
    license: project.license === '' ? 'none found' : project.license,
    since: project.since,
    dates: project.dateKind,
    tip: project.tips.join(', '),
    family: family.length === 0 ? 'stands alone' : family.join(', '),
    'features it had first': first,
    'of these in files that name no other source': own,
    'features it has from others or with them': also,
  };
  terminal.out(
    options.format === 'json'
      ? `${JSON.stringify({ schemaVersion: 1, ...project, first, own, also }, null, 2)}\n`
      : `${Object.entries(facts)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}\n`,
  );
  return EXIT.clean;
}
