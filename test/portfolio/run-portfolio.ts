import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PortfolioAnswer } from '../../src/model/portfolio.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where a portfolio lies: options and environment for the command. */
export interface Place {
  readonly name: string;
  readonly options: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const environmentOf = (place: Place): Record<string, string | undefined> => {
  const { DATABASE_URL, ...own } = process.env;
  return { ...own, ...place.environment };
};

/** Runs the built command on a portfolio, with this Node. */
export const portfolio = (place: Place, ...args: readonly string[]): Said =>
  forebear(place, 'portfolio', ...args, ...place.options);

/** Runs any built command beside a portfolio. */
export function forebear(place: Place, ...args: readonly string[]): Said {
  const done = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: environmentOf(place),
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** The same for a command that goes on beside the test. */
export function startPortfolio(place: Place, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [cli, 'portfolio', ...args, ...place.options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(place),
  });
}

/** The same without holding this process up: a test that serves the command needs its turns. */
export async function portfolioBeside(place: Place, ...args: readonly string[]): Promise<Said> {
  const child = startPortfolio(place, ...args);
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/** An answer as JSON. */
export function answer(place: Place, ...args: readonly string[]): PortfolioAnswer {
  const said = portfolio(place, ...args, '--format', 'json');
  if (said.out === '') throw new Error(`portfolio ${args.join(' ')}: ${said.code} ${said.err}`);
  return JSON.parse(said.out) as PortfolioAnswer;
}

/** What `forebear audit` says, as bytes. */
export function audited(target: string): Buffer {
  return spawnSync(
    process.execPath,
    [cli, 'audit', target, '--no-policy', '--no-decisions', '--format', 'json', '--quiet', '--no-cache'],
    { maxBuffer: 1 << 28 },
  ).stdout;
}
