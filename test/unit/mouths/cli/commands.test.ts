import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands, commandPage } from '../../../../scripts/write-command-page.ts';
import { type Command, UsageError } from '../../../../src/mouths/cli/command.ts';
import { COMMON_OPTIONS, type CommonOption } from '../../../../src/mouths/cli/common-options.ts';
import { refuseOptions, shownOptions } from '../../../../src/mouths/cli/options.ts';

const COMMON = Object.keys(COMMON_OPTIONS) as CommonOption[];

/** How an option is given: with a value where it takes one. */
const given = (option: CommonOption): readonly string[] =>
  COMMON_OPTIONS[option].type === 'boolean' ? [`--${option}`] : [`--${option}`, 'x'];

function refusal(command: Command, args: readonly string[]): string | null {
  try {
    refuseOptions(command.name, command.refuses ?? [], args);
    return null;
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
}

describe('the commands', () => {
  it('stand in docs/commands.md as `npx tsx scripts/write-command-page.ts` writes it', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/commands.md'), 'utf8');
    assert.equal(page, commandPage(await allCommands()));
  });

  it('refuse by name each option that they cannot honor, and no other', async () => {
    for (const command of await allCommands()) {
      for (const option of COMMON) {
        const said = refusal(command, given(option));
        if (command.refuses?.includes(option)) assert.match(said ?? '', new RegExp(`no --${option}:`));
        else assert.equal(said, null, `${command.name} --${option}`);
      }
    }
  });

  it('refuse an option in each of its spellings, and take what follows two dashes for a name', async () => {
    const compare = (await allCommands()).find(({ name }) => name === 'compare');
    assert.ok(compare);
    assert.ok(refusal(compare, ['a', 'b', '--catalogue=/nowhere']));
    assert.ok(refusal({ ...compare, refuses: ['output'] }, ['a', 'b', '-o', 'file']));
    assert.equal(refusal(compare, ['--', '--catalogue']), null);
  });

  it('do not list in their help what they refuse', async () => {
    for (const { options, refuses = [], name } of await allCommands()) {
      for (const line of shownOptions(options, refuses))
        for (const option of refuses) assert.ok(!line.startsWith(`--${option} `), `${name}: ${line}`);
    }
  });
});
