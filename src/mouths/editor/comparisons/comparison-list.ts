import * as vscode from 'vscode';
import type { Comparison } from '../../panel/comparison.ts';

const KEPT = 10;

/** The comparisons of this window, the latest first. */
export class ComparisonList implements vscode.Disposable {
  private kept: readonly Comparison[] = [];
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChange = this.changed.event;

  all(): readonly Comparison[] {
    return this.kept;
  }

  add(comparison: Comparison): void {
    this.kept = [comparison, ...this.kept.filter(({ id }) => id !== comparison.id)].slice(0, KEPT);
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
