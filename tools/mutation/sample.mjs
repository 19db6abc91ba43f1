// A checker for Stryker that lets a share of all mutants through, drawn by a seed: a whole room takes hours, and a sample
// of it says how many broken lines are noticed, with an interval. What is left out counts neither way.
import { createHash } from 'node:crypto';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const share = Number(process.env.FOREBEAR_SAMPLE ?? 1);
const seed = process.env.FOREBEAR_SEED ?? '1';

/** A number from 0 to 1 that the mutant and the seed decide, and nothing else: other files may change meanwhile. */
function lotOf({ fileName, location: { start, end }, mutatorName, replacement }) {
  const path = fileName.replaceAll('\\', '/').replace(/^.*\/src\//, 'src/');
  const key = [seed, path, start.line, start.column, end.line, end.column, mutatorName, replacement].join(
    '\n',
  );
  return createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32;
}

const sample = () => ({
  init: () => Promise.resolve(),
  check: (mutants) =>
    Promise.resolve(
      Object.fromEntries(
        mutants.map((mutant) => [
          mutant.id,
          lotOf(mutant) < share
            ? { status: 'passed' }
            : { status: 'compileError', reason: 'not in the sample' },
        ]),
      ),
    ),
});

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, 'sample', sample)];
