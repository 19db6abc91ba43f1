import { TOOL_VERSION } from '../../model/version.ts';
import { type Command, EXIT, type ExitCode, UsageError } from './command.ts';
import { COMMANDS } from './commands/table.ts';
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
  return `Usage: ${command.usage}\n\n${command.summary}\n\nOptions:\n${command.options.map((line) => `  ${line}`).join('\n')}\n`;
}

/** Runs one command line and answers with its exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const terminal = openTerminal(argv.includes('--quiet') || argv.includes('-q'));
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      terminal.out(await overview());
      return name === undefined ? EXIT.usage : EXIT.clean;
    }
    if (name === '--version') {
      terminal.out(`${TOOL_VERSION}\n`);
      return EXIT.clean;
    }
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load === undefined)
      throw new UsageError(`There is no command "${name}". Run "forebear --help" for the list.`);
    const command = await load();
    if (rest.includes('--help') || rest.includes('-h')) {
      terminal.out(help(command));
      return EXIT.clean;
    }
    return await command.run(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`forebear: ${error.message}`);
      return EXIT.usage;
    }
    if (terminal.signal.aborted) return EXIT.failed;
    terminal.err(
      `forebear: unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return EXIT.failed;
  } finally {
    terminal.close();
  }
}
