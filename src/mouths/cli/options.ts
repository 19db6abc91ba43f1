import { parseArgs } from 'node:util';
import { UsageError } from './command.ts';
import { COMMON_OPTIONS, type CommonOption, type OptionSpecs } from './common-options.ts';
import { didYouMean } from './did-you-mean.ts';

export const COMMON_HELP: readonly string[] = [
  '--format NAME        text (default) or another format this command knows',
  '--output FILE, -o    write the result to FILE instead of stdout',
  '--fail-on LEVEL      error | warning | note | never',
  '--catalogue PATH     a private catalogue beside the built-in one (repeatable)',
  '--jobs N             worker threads',
  '--no-cache           do not read or write the cache',
  '--quiet, -q          no progress and no messages',
  '--color[=WHEN]       auto (default) | always | never; NO_COLOR and FORCE_COLOR are honored',
];

/** Options of the commands that judge a repository: its own policy and decisions are its own word. */
export const SETTINGS_OPTIONS = {
  'no-policy': { type: 'boolean' },
  'no-decisions': { type: 'boolean' },
} as const satisfies OptionSpecs;

export const SETTINGS_HELP: readonly string[] = [
  '--no-policy          leave .forebear.json aside',
  '--no-decisions       leave .forebear/decisions aside',
];

/** One sentence of what is wrong with a command line, from what the parser says of it. */
function whatIsWrong(error: unknown, specs: OptionSpecs): string {
  const message = error instanceof Error ? error.message : String(error);
  const option = /'(?:-\w, )?(-[^' ]*)(?: <value>)?'/.exec(message)?.[1] ?? '';
  if (message.startsWith('Unknown option')) {
    const names = Object.keys(specs).map((name) => `--${name}`);
    return `There is no option ${option}.${didYouMean(option, names)} --help lists the options of a command.`;
  }
  if (message.includes('does not take an argument')) return `${option} takes no value.`;
  if (message.includes('argument missing') || message.includes('is ambiguous'))
    return `${option} needs a value after it, as in ${option}=VALUE.`;
  return message.split('\n')[0] ?? message;
}

/** Parses `args` strictly: an unknown option or a missing value is wrong usage. */
export function parseOptions<const T extends OptionSpecs>(args: readonly string[], specs: T) {
  const options = { ...COMMON_OPTIONS, ...specs };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(whatIsWrong(error, options));
  }
}

/** Wrong usage where an option is given that the command would not honor. */
export function refuseOptions(
  command: string,
  refused: readonly CommonOption[],
  args: readonly string[],
): void {
  const end = args.indexOf('--');
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    const name = arg === '-o' ? 'output' : /^--([a-z-]+)(?:=|$)/.exec(arg)?.[1];
    if (refused.some((one) => one === name))
      throw new UsageError(
        `${command} takes no --${name}: it could not honor it. "forebear ${command} --help" lists what it takes.`,
      );
  }
}

/** The lines of help that a command shows: without those of options that it refuses. */
export function shownOptions(
  options: readonly string[],
  refused: readonly CommonOption[],
): readonly string[] {
  return options.filter((line) => !refused.some((name) => new RegExp(`^--${name}\\b`).test(line)));
}

/** One of a closed set of words, or wrong usage with the words in the sentence. */
export function oneOf<const W extends string>(
  option: string,
  value: string | undefined,
  words: readonly W[],
  fallback: W,
): W {
  if (value === undefined) return fallback;
  const found = words.find((word) => word === value);
  if (found === undefined)
    throw new UsageError(`${option} takes ${words.join(' | ')}, not "${value}".${didYouMean(value, words)}`);
  return found;
}

/** A whole number of at least `least`, or wrong usage. */
export function wholeNumber(
  option: string,
  value: string | undefined,
  least: number,
  fallback: number,
): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least) {
    throw new UsageError(`${option} takes a whole number of at least ${least}, not "${value}".`);
  }
  return number;
}

/** Value of `--jobs`, at least 1; undefined when it was not given, which leaves the number of threads to the machine. */
export function jobsOf({ jobs }: { readonly jobs?: string | undefined }): number | undefined {
  return jobs === undefined ? undefined : wholeNumber('--jobs', jobs, 1, 1);
}
