import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as vscode from 'vscode';

const ID = 'forebear.forebear';

function loadedFiles(): readonly string[] {
  return Object.keys(createRequire(import.meta.url).cache);
}

describe('activation', () => {
  it('does not happen when the editor starts', () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension !== undefined, 'the extension is installed');
    assert.equal(extension.isActive, false);
  });

  it('loads neither the engine nor a grammar', async () => {
    const extension = vscode.extensions.getExtension(ID);
    const started = performance.now();
    await extension?.activate();
    console.log(`      activation took ${(performance.now() - started).toFixed(0)} ms with its round trips`);
    const loaded = loadedFiles().filter((file) => /engine\.cjs$|worker\.cjs$|\.wasm$/.test(file));
    assert.deepEqual(loaded, []);
  });

  it('registers every command of the manifest', async () => {
    const extension = vscode.extensions.getExtension(ID);
    const declared: readonly { readonly command: string }[] = extension?.packageJSON.contributes.commands;
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });
});
