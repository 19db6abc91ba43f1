import * as vscode from 'vscode';
import type { Progress } from '../../../engine/ports.ts';

/** Shows progress that can be cancelled; answers undefined when it was. */
export function withCancel<T>(
  title: string,
  task: (progress: Progress, signal: AbortSignal) => Promise<T>,
): Thenable<T | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (shown, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      let before = 0;
      try {
        const value = await task((done, total, message) => {
          const share = total > 0 ? (done / total) * 100 : 0;
          shown.report({ message, increment: Math.max(0, share - before) });
          before = Math.max(before, share);
        }, abort.signal);
        return abort.signal.aborted ? undefined : value;
      } catch (error) {
        if (abort.signal.aborted) return undefined;
        throw error;
      }
    },
  );
}
