/** What `--color` asks for; `--color` alone is `always`, `--no-color` is `never`. */
export const COLOR_WORDS = ['auto', 'always', 'never'] as const;
export type ColorWanted = (typeof COLOR_WORDS)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether to color: what the option says, else NO_COLOR (https://no-color.org, any text that is not empty), else
 * FORCE_COLOR (`0` and `false` switch it off), else whether it is a terminal that can.
 */
export function showsColor(wanted: ColorWanted, environment: Environment, isTerminal: boolean): boolean {
  if (wanted !== 'auto') return wanted === 'always';
  const { NO_COLOR: no = '', FORCE_COLOR: force, TERM: term } = environment;
  if (no !== '') return false;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTerminal && term !== 'dumb';
}

/** The color options of a command line, and the command line without them; null for a word that is not known. */
export function colorOptions(argv: readonly string[]): {
  readonly wanted: ColorWanted | null;
  readonly rest: readonly string[];
} {
  let wanted: ColorWanted | null = 'auto';
  const rest: string[] = [];
  const end = argv.indexOf('--');
  argv.forEach((argument, at) => {
    if (end >= 0 && at > end) rest.push(argument);
    else if (argument === '--no-color') wanted = 'never';
    else if (argument === '--color') wanted = 'always';
    else if (argument.startsWith('--color='))
      wanted = COLOR_WORDS.find((word) => `--color=${word}` === argument) ?? null;
    else rest.push(argument);
  });
  return { wanted, rest };
}
