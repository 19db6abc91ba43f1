import { EXIT, type ExitCode, type Terminal } from '../../command.ts';
import type { CatalogueOptions } from '../catalogue.ts';

export async function add(
  _args: readonly string[],
  _options: CatalogueOptions,
  _terminal: Terminal,
): Promise<ExitCode> {
  return EXIT.failed;
}
