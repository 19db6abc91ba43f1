import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with the files that the hand-written report speaks of. */
export async function makeWorkspace(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'forebear-workspace-'));
  const code = (lines: number): string =>
    `${Array.from({ length: lines }, (_, line) => `value_${line} = ${line}`).join('\n')}\n`;
  await mkdir(join(root, 'model'), { recursive: true });
  for (const [name, lines] of [
    ['projection', 90],
    ['image_slices', 70],
    ['attention', 50],
    ['activation', 6],
  ] as const) {
    await writeFile(join(root, 'model', `${name}.py`), code(lines));
  }
  await writeFile(join(root, 'README.md'), '# tiny-model\n');
  await writeFile(join(root, 'config.json'), '{}\n');
  return root;
}
