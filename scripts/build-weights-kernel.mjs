// Compiles the weights kernel from AssemblyScript to WebAssembly with SIMD, once per state of its source.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FLAGS = ['--optimizeLevel', '3', '--runtime', 'stub', '--enable', 'simd', '--noAssert'];

/** Writes dist/assets/weights/sweep.wasm. */
export async function run({ root, dist }) {
  const source = await readFile(join(root, 'src/host/weights/kernel/sweep.as.ts'), 'utf8');
  const version = await readFile(join(root, 'node_modules/assemblyscript/package.json'), 'utf8');
  const key = createHash('sha256')
    .update(source)
    .update(version)
    .update(FLAGS.join(' '))
    .digest('hex')
    .slice(0, 16);
  const cached = join(root, 'build', 'cache', `sweep-${key}.wasm`);
  if (!existsSync(cached)) {
    await mkdir(join(root, 'build', 'cache'), { recursive: true });
    const { default: asc } = await import('assemblyscript/asc');
    let binary;
    const { error, stderr } = await asc.main(['sweep.ts', '--outFile', 'sweep.wasm', ...FLAGS], {
      readFile: (name) => (name === 'sweep.ts' ? source : null),
      writeFile: (name, contents) => {
        if (name === 'sweep.wasm') binary = contents;
      },
      listFiles: () => [],
    });
    if (error || binary === undefined)
      throw new Error(`The weights kernel does not compile:\n${stderr.toString()}`);
    await writeFile(`${cached}.${process.pid}`, binary);
    await rename(`${cached}.${process.pid}`, cached);
  }
  await mkdir(join(dist, 'assets', 'weights'), { recursive: true });
  await copyFile(cached, join(dist, 'assets', 'weights', 'sweep.wasm'));
}
