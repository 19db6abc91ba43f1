import type { PortfolioCounts } from '../../model/portfolio.ts';
import { COUNTS } from '../../portfolio/statements/ask.ts';
import { numberIn, type Query } from './database.ts';

/** How much there is to answer from. */
export async function readCounts(query: Query): Promise<PortfolioCounts> {
  const [row = {}] = await query(COUNTS);
  return {
    repositories: numberIn(row, 'repositories'),
    audited: numberIn(row, 'audited'),
    setAside: numberIn(row, 'aside'),
  };
}
