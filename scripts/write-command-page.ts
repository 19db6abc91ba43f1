// Writes docs/commands.md: every command with what it takes and refuses.  Usage: npx tsx scripts/write-command-page.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '../src/mouths/cli/command.ts';
import { COMMANDS } from '../src/mouths/cli/commands/table.ts';
import { COMMON_OPTIONS, type CommonOption } from '../src/mouths/cli/common-options.ts';
import { shownOptions } from '../src/mouths/cli/options.ts';

const COMMON = Object.keys(COMMON_OPTIONS) as CommonOption[];

/** The page for these commands. */
export function commandPage(commands: readonly Command[]): string {
  const cells = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const matrix = commands.map(({ name, refuses = [] }) =>
    cells([`\`${name}\``, ...COMMON.map((option) => (refuses.includes(option) ? 'refused' : 'yes'))]),
  );
  const sections = commands.flatMap((command) => [
    `## ${command.name}`,
    '',
    `${command.summary.replace(/\.$/, '')}.`,
    '',
    '```',
    command.usage,
    ...shownOptions(command.options, command.refuses ?? []).map((line) => `  ${line}`),
    '```',
    '',
  ]);
  return [
    '# Commands',
    '',
    'Written by `npx tsx scripts/write-command-page.ts` from what each command says of itself; a test holds the two together.',
    '',
    'An option that a command cannot honor is wrong usage: exit 3, and a sentence that names it. `--jobs`, `--no-cache` and',
    '`--quiet` are taken everywhere: a command that uses one thread, no cache or has no progress keeps to them as it is.',
    'Exit codes: 0 nothing found at or above `--fail-on`, 1 something, 2 it could not run or a part was not looked at',
    '(`--allow-partial` lowers that), 3 wrong usage.',
    '',
    cells(['command', ...COMMON.map((option) => `\`--${option}\``)]),
    cells(['---', ...COMMON.map(() => '---')]),
    ...matrix,
    '',
    ...sections,
  ].join('\n');
}

export async function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(COMMANDS).map((load) => load()));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(join(import.meta.dirname, '../docs/commands.md'), commandPage(await allCommands()));
