import { TOOL_VERSION } from '../../model/version.ts';
import { COLOR_WORDS, colorOptions } from './color.ts';
import { type Command, EXIT, type ExitCode, UsageError } from './command.ts';
import { COMMANDS } from './commands/table.ts';
import { didYouMean } from './did-you-mean.ts';
import { refuseOptions, shownOptions } from './options.ts';
import { openTerminal } from './terminal.ts';

async function overview(): Promise<string> {
  const lines = ['forebear: license and attribution auditing for model repositories', '', 'Commands:'];
  for (const load of Object.values(COMMANDS)) {
    const command = await load();
    lines.push(`  ${command.name.padEnd(12)} ${command.summary}`);
  }
  lines.push('', 'forebear COMMAND --help shows the options of one command.');
  return `${lines.join('\n')}\n`;
}

function help(command: Command): string {
  return `Usage: ${command.usage}\n\n${command.summary}\n\nOptions:\n${shownOptions(
    command.options,
    command.refuses ?? [],
  )
    .map((line) => `  ${line}`)
    .join('\n')}\n`;
}

const HELP_WORDS: ReadonlySet<string> = new Set(['--help', '-h', 'help']);
const VERSION_WORDS: ReadonlySet<string> = new Set(['--version', '-v', '-V', 'version']);

async function commandOf(name: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load !== undefined) return load();
  const what = name.startsWith('-') ? `option ${name} before a command` : `command "${name}"`;
  throw new UsageError(
    `There is no ${what}.${didYouMean(name, Object.keys(COMMANDS))} Run "forebear --help" for the list.`,
  );
}

/** Runs one command line and answers with its exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const color = colorOptions(argv);
  const terminal = openTerminal(argv.includes('--quiet') || argv.includes('-q'), color.wanted ?? 'auto');
  const [name, ...rest] = color.rest;
  try {
    if (color.wanted === null) throw new UsageError(`--color takes ${COLOR_WORDS.join(' | ')}.`);
    if (name !== undefined && VERSION_WORDS.has(name)) {
      terminal.out(`${TOOL_VERSION}\n`);
      return EXIT.clean;
    }
    const asked = name !== undefined && HELP_WORDS.has(name) ? rest[0] : undefined;
    if (name === undefined || (HELP_WORDS.has(name) && asked === undefined)) {
      terminal.out(await overview());
      return name === undefined ? EXIT.usage : EXIT.clean;
    }
    const command = await commandOf(asked ?? name);
    if (asked !== undefined || rest.includes('--help') || rest.includes('-h')) {
      terminal.out(help(command));
      return EXIT.clean;
    }
    refuseOptions(command.name, command.refuses ?? [], rest);
    const code = await command.run(rest, terminal);
    return terminal.ended() ?? code;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`forebear: ${error.message}`);
      return EXIT.usage;
    }
    const ended = terminal.ended();
    if (ended !== null) {
      terminal.err('forebear: stopped; nothing half written is left.');
      return ended;
    }
    terminal.err(
      `forebear: unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return EXIT.failed;
  } finally {
    terminal.close();
  }
}
