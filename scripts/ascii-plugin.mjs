// Writes bundles in ASCII: Node reads such a file six times faster, and V8 keeps its text in half the memory.
// esbuild escapes strings by itself; comments, regular expressions and tagged templates are left to this.
import { readFile, writeFile } from 'node:fs/promises';

const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const inAscii = {
  name: 'in-ascii',
  setup(build) {
    build.onEnd(async ({ metafile }) => {
      // Relative to the folder that esbuild ran in, which is this one.
      for (const path of Object.keys(metafile?.outputs ?? {})) {
        if (!/\.c?js$/.test(path)) continue;
        const text = await readFile(path, 'utf8');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII.
        await writeFile(path, text.replace(/[^\x00-\x7f]/g, escaped));
      }
    });
  },
};
