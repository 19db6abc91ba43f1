// Lets bundles reach the WebAssembly module behind web-tree-sitter; see src/host/parsing/walk-memory.ts.
import { readFile } from 'node:fs/promises';

export const exposeTreeSitter = {
  name: 'expose-tree-sitter',
  setup(build) {
    build.onLoad({ filter: /web-tree-sitter[\\/]tree-sitter\.cjs$/ }, async ({ path }) => {
      const contents = await readFile(path, 'utf8');
      if (!/^var C;$/m.test(contents))
        throw new Error('web-tree-sitter has changed: adapt scripts/tree-sitter-plugin.mjs');
      return { contents: `${contents}\nmodule.exports.rawModule = () => C;\n`, loader: 'js' };
    });
  },
};
