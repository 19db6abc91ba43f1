import type { Again } from '../reports/format.ts';
import { quotedArgument } from '../reports/quoted-argument.ts';

/** How the same place is looked at again; `target` as it was given, `writable` where a fix can be written there. */
export function againOf(
  target: string | undefined,
  catalogues: readonly string[] | undefined,
  writable: boolean,
): Again {
  return {
    ...(target === undefined || target === '.' ? {} : { path: target }),
    options: (catalogues ?? []).map((path) => `--catalogue ${quotedArgument(path)}`).join(' '),
    writable,
  };
}
