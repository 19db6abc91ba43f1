import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Terminal, UsageError } from '../../src/mouths/cli/command.ts';
import { COMMANDS } from '../../src/mouths/cli/commands/table.ts';
import { didYouMean } from '../../src/mouths/cli/did-you-mean.ts';
import { refuseOptions } from '../../src/mouths/cli/options.ts';
import { forebearIn, freshFolder } from './run-forebear.ts';

/** What was typed, the exit code, and what the one sentence on stderr says: what is wrong, and what to do. */
type Mistake = readonly [line: string, code: number, says: RegExp];

/** Mistakes that are told before anything is audited. */
const AT_ONCE: readonly Mistake[] = [
  ['audit one --fromat json', 3, /no option --fromat\. Did you mean --format\?/],
  ['audit one --format jso', 3, /--format takes text .*not "jso"\. Did you mean json\?/],
  ['audit one --format', 3, /--format needs a value after it/],
  ['audit one two', 3, /takes one path or address, not 2/],
  ['audit one --jobs 0', 3, /--jobs takes a whole number of at least 1, not "0"/],
  ['audit one --jobs many', 3, /--jobs takes a whole number of at least 1, not "many"/],
  ['audit one --quiet=yes', 3, /--quiet takes no value/],
  ['audit owner/name', 3, /no folder "owner\/name".*https:\/\/github\.com\/owner\/name/],
  ['audit one --yes', 3, /--yes goes with --fix/],
  ['audit one --mirror there', 3, /--mirror goes with --format html/],
  ['audit one --repos nosuch.txt', 3, /cannot read nosuch\.txt\. Give a file/],
  ['audit one --sarif-profile big', 3, /takes github \| full, not "big"/],
  ['audit https://example.org/a --fix', 3, /needs a checked-out folder/],
  ['fix --in bare.git', 3, /bare repository, without files to mend\. Give a checked-out folder/],
  ['why', 3, /why takes PATH:SYMBOL, an upstream, or a finding by its id or number/],
  ['explain nosuch', 3, /no rule or term "nosuch"\. "forebear explain" lists them/],
  ['review one', 3, /Say what to compare with: forebear review --base main/],
  ['compare one', 3, /two files or two folders: forebear compare A B/],
  ['compare a b c', 3, /two files or two folders/],
  ['compare one one --catalogue x', 3, /compare takes no --catalogue/],
  ['rank one', 3, /--against with at least one file or folder/],
  ['licenses', 3, /at least one file or folder/],
  ['weights a', 3, /two checkpoints: forebear weights UPSTREAM SUSPECT/],
  ['prose one', 3, /forebear prose SOURCE SUSPECT/],
  ['catalogue', 3, /Say what to do: forebear catalogue build \| list/],
  ['catalogue lst', 3, /not "lst"\. Did you mean list\?/],
  ['catalogue show', 3, /takes one id/],
  ['catalogue add nosuch', 3, /Say which catalogue it is for: --catalogue FOLDER/],
  ['world', 3, /Say what to do: forebear world build \| add \| list/],
  ['world verify', 3, /--clones DIR/],
  ['decide', 3, /Name one thing to decide: forebear decide TARGET/],
  ['decide abc --state maybe --note x', 3, /--state takes accepted .* not "maybe"/],
  ['decide abc --at one --state accepted --note x', 3, /no option --at/],
  ['decide abc one --in two --state accepted --note x', 3, /Name the repository once/],
  ['portfolio', 3, /Say what to do: forebear portfolio add \|/],
  ['portfolio ask', 3, /Say what to do: forebear portfolio ask descendants \|/],
  ['decisions nosuch', 3, /decisions takes list \| stale \| prune \| baseline, not "nosuch"/],
  ['evidence', 3, /Say what to do: forebear evidence pack \| verify/],
  ['evidence pack', 3, /Name the upstream/],
  ['evidence verify nosuch', 2, /no file "nosuch"\. Check the path/],
  ['notice one --format pdf', 3, /takes notice \| attribution \| reuse, not "pdf"/],
  ['release one two', 3, /release takes one folder, not 2/],
];

/** Mistakes that show when files are looked at. */
const WHEN_READ: readonly Mistake[] = [
  ['aduit', 3, /no command "aduit"\. Did you mean audit\?/],
  ['--nosuch', 3, /no option --nosuch before a command/],
  ['audit --color=blue one', 3, /--color takes auto \| always \| never/],
  ['audit ./nosuch', 2, /no folder ".*nosuch"\. Check the path/],
  ['audit nosuch', 2, /no folder ".*nosuch"\. Check the path/],
  ['audit one/a.py', 2, /is a file\. Give the folder that holds it/],
  ['audit empty', 2, /empty holds nothing to examine\. Check the path/],
  ['audit one --rev nosuch', 2, /not in a git repository\. --rev needs one/],
  ['audit one --catalogue nosuch', 2, /no catalogue at "nosuch": check the path/],
  ['audit one --output empty', 2, /empty is a folder \(EISDIR\)\. Give a file in it/],
  ['audit one --output nosuch/x.txt', 2, /cannot write nosuch\/x\.txt .*Check that the folder exists/],
  ['fix --in empty', 2, /empty holds nothing to examine/],
  ['release empty', 2, /empty holds nothing to examine/],
  ['notice empty', 2, /empty holds nothing to examine/],
  ['fix 9 --in tiny-vlm --catalogue catalogue', 3, /no number 9\. The list ends with \[\d\]/],
  ['fix heron-lv --in tiny-vlm --catalogue catalogue', 3, /"heron-lv"\. Did you mean heron-vl\?/],
  ['why nosuch --in tiny-vlm --catalogue catalogue', 3, /called "nosuch".*an upstream \(heron-vl\)/],
  ['review one --base main', 2, /not in a git repository/],
  ['weights gone lost', 2, /^forebear: There is no file or folder "gone" or "lost"\. Check the paths\.\n$/],
  [
    'predictions gone lost --control off',
    2,
    /^forebear: There is no file or folder "gone", "lost" or "off"\. Check the paths\.\n$/,
  ],
  ['prose gone lost', 2, /^forebear: There is no file or folder "gone" or "lost"\. Check the paths\.\n$/],
  ['catalogue shwo', 3, /not "shwo"\. Did you mean show\?/],
  ['licenses nosuch', 2, /nosuch: there is no such file or folder\. Check the path/],
];

describe('a mistake at the command line', () => {
  const home = process.cwd();
  const folder = freshFolder();

  before(() => {
    mkdirSync(join(folder, 'empty'));
    mkdirSync(join(folder, 'one'));
    writeFileSync(join(folder, 'one/a.py'), 'print(1)\n');
    for (const name of ['objects', 'refs']) mkdirSync(join(folder, 'bare.git', name), { recursive: true });
    writeFileSync(join(folder, 'bare.git/HEAD'), 'ref: refs/heads/main\n');
    cpSync('examples/tiny-vlm', join(folder, 'tiny-vlm'), { recursive: true });
    cpSync('examples/catalogue', join(folder, 'catalogue'), { recursive: true });
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function typed(line: string): Promise<{ code: number; said: readonly string[] }> {
    const [name = '', ...args] = line.split(' ');
    const said: string[] = [];
    const terminal: Terminal = {
      out: () => undefined,
      err: (text) => said.push(text),
      progress: () => undefined,
      isTerminal: false,
      columns: 80,
      color: false,
      signal: new AbortController().signal,
    };
    const command = await COMMANDS[name]?.();
    assert.ok(command, name);
    try {
      refuseOptions(command.name, command.refuses ?? [], args);
      return { code: await command.run(args, terminal), said };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { code: 3, said: [error.message] };
    }
  }

  for (const [line, code, says] of AT_ONCE) {
    it(`is answered in one sentence: ${line}`, async () => {
      process.chdir(folder);
      const answer = await typed(line).finally(() => process.chdir(home));
      assert.equal(answer.said.length, 1, answer.said.join('\n'));
      assert.match(answer.said[0] ?? '', says);
      assert.equal(answer.code, code);
    });
  }

  for (const [line, code, says] of WHEN_READ) {
    it(`is answered in one sentence, once files are read: ${line}`, () => {
      const answer = forebearIn(folder, ...line.split(' '));
      assert.equal(answer.err.trim().split('\n').length, 1, answer.err);
      assert.match(answer.err, says);
      assert.equal(answer.code, code);
    });
  }

  it('gets no suggestion where nothing is near', () => {
    assert.equal(didYouMean('xyzzy', ['audit', 'fix']), '');
  });
});
