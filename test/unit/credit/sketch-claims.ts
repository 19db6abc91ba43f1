import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { extractClaims } from '../../../src/credit/claims.ts';
import { sourceFacts } from './source-facts.ts';

export const index = aliasIndex([
  sourceFacts({
    project: 'heron',
    projectName: 'Heron-VL',
    repository: 'reeds/heron',
    aliases: ['reeds/heron-vl'],
  }),
  sourceFacts({ project: 'stork', projectName: 'Stork3', repository: 'reeds/stork' }),
  sourceFacts({ project: 'ibis-a', projectName: 'Ibis Alba', repository: 'reeds/ibis' }),
  sourceFacts({ project: 'ibis-b', projectName: 'Ibis Nigra', repository: 'reeds/ibis' }),
]);

/** Each claim of a file: its line, kind, force, upstream and text. */
export const claims = ([path, text]: readonly [string, string]): readonly string[] =>
  extractClaims(path, text, index).map(
    ({ line, kind, force, upstream, text }) => `${line} ${kind} ${force} ${upstream}: ${text}`,
  );
