import * as vscode from 'vscode';
import type { EditorCommand } from './command.ts';

export const toggleMatches: EditorCommand = {
  id: 'forebear.toggleMatches',
  run: async ({ store, marks }) => {
    await store.restore();
    await marks.toggle();
  },
};

function stepper(id: EditorCommand['id'], direction: 1 | -1): EditorCommand {
  return {
    id,
    run: ({ marks }) => {
      const editor = vscode.window.activeTextEditor;
      if (editor !== undefined) marks.step(editor, direction);
    },
  };
}

export const nextMatch = stepper('forebear.nextMatch', 1);
export const previousMatch = stepper('forebear.previousMatch', -1);
