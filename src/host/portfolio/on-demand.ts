import process from 'node:process';
import { failure, type Result, success } from '../../model/result.ts';
import type { PortfolioFailure } from './database.ts';

/** pg-boss asks for it. */
const LEAST_NODE = [22, 12] as const;

const NAMES = 'pg pg-boss @electric-sql/pglite';

/** Whether this Node can run a portfolio. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
}

/** Loads what only a portfolio needs; says in one sentence what is missing. */
export async function onDemand<T>(
  load: () => Promise<T>,
  version = process.versions.node,
): Promise<Result<T, Extract<PortfolioFailure, 'old-node' | 'packages-missing'>>> {
  if (!isNewEnough(version))
    return failure(
      'old-node',
      `a portfolio needs Node ${LEAST_NODE.join('.')} or newer, and this is ${version}. Every other command runs here.`,
    );
  try {
    return success(await load());
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!/MODULE_NOT_FOUND/.test(code)) throw error;
    return failure(
      'packages-missing',
      `a portfolio needs packages that are not installed here. Beside forebear, run: npm install ${NAMES}`,
    );
  }
}
