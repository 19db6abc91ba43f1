import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from './opened-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'forebear-comparisons-'));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A safetensors file with one square matrix. */
function checkpoint(name: string, value: (index: number) => number): string {
  const side = 64;
  const data = Float32Array.from({ length: side * side }, (_, index) => value(index));
  const header = Buffer.from(
    JSON.stringify({ weight: { dtype: 'F32', shape: [side, side], data_offsets: [0, data.byteLength] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return write(name, Buffer.concat([length, header, Buffer.from(data.buffer)]));
}

async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

function panelIsOpen(): boolean {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .some(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('forebear.evidence'),
    );
}

describe('comparisons', () => {
  beforeEach(closeAll);

  it('of weights open in the panel', async () => {
    const wave = (index: number): number => Math.sin(index * 12.9898) * 0.02;
    const upstream = checkpoint('upstream.safetensors', wave);
    const suspect = checkpoint('suspect.safetensors', (index) => wave(index) * 1.0001);
    await vscode.commands.executeCommand('forebear.compareWeights', [upstream, suspect]);
    await until('the panel opens', panelIsOpen);
  });

  it('of answers open in the panel', async () => {
    const answers = (shift: number): string =>
      Array.from({ length: 60 }, (_, item) =>
        JSON.stringify({
          id: `q${item}`,
          prediction: 'ABCD'[(item + shift) % 4],
          reference: 'ABCD'[item % 4],
        }),
      ).join('\n');
    const paths = [0, 0, 1, 2].map((shift, index) => write(`answers-${index}.jsonl`, answers(shift)));
    await vscode.commands.executeCommand('forebear.compareAnswers', paths);
    await until('the panel opens', panelIsOpen);
  });

  it('of documents open in the panel', async () => {
    const text =
      'The tile grid is laid out so that each window keeps the aspect of the page it came from. '.repeat(4);
    const source = write('source.md', `# Paper\n\n${text}\n`);
    const suspect = write('suspect.md', `# Another\n\nAn opening of its own.\n\n${text}\n`);
    await vscode.commands.executeCommand('forebear.compareDocuments', [source, suspect]);
    await until('the panel opens', panelIsOpen);
  });

  it('say that a file is missing instead of opening the panel', async () => {
    const before = vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
    assert.equal(before, 0);
    void vscode.commands.executeCommand('forebear.compareDocuments', [
      join(folder, 'gone.md'),
      join(folder, 'no.md'),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    assert.equal(panelIsOpen(), false);
  });
});
