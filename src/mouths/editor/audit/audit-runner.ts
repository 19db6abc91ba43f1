import * as vscode from 'vscode';
import type { AuditThread } from '../engine/audit-thread.ts';
import { t } from '../l10n.ts';
import { auditOptions } from './audit-options.ts';
import type { AuditStore } from './audit-store.ts';

export interface AuditTarget {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** Catalogues beside those of the settings, absolute paths. */
  readonly catalogues?: readonly string[];
}

export interface RunState {
  readonly running: boolean;
  /** Files that were compared, and all of them; 0 while they are not counted. */
  readonly done: number;
  readonly total: number;
  /** The file that was compared last, or what is audited. */
  readonly message: string;
}

const IDLE: RunState = { running: false, done: 0, total: 0, message: '' };
/** A re-audit after a save shows itself only when it takes longer than this, in milliseconds. */
const UNSEEN = 1000;

/** One audit at a time: the next one cancels the one before. */
export class AuditRunner implements vscode.Disposable {
  private current: AbortController | null = null;
  private shown = false;
  private readonly changed = new vscode.EventEmitter<RunState>();
  readonly onDidChange = this.changed.event;
  state: RunState = IDLE;

  constructor(
    private readonly store: AuditStore,
    private readonly thread: AuditThread,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  cancel(): void {
    this.current?.abort();
  }

  dispose(): void {
    this.cancel();
    this.changed.dispose();
  }

  /** True from the start of an audit to its end, shown or not. */
  get busy(): boolean {
    return this.current !== null;
  }

  /**
   * Audits the targets in turn; answers whether all came to a report. Cancelling is silent. `quiet`: after a save;
   * only what changed is looked at, and nothing is shown unless it takes long.
   */
  async run(targets: readonly AuditTarget[], quiet = false): Promise<boolean> {
    this.cancel();
    const abort = new AbortController();
    this.current = abort;
    const work = (async (): Promise<boolean> => {
      for (const target of targets) {
        if (!(await this.one(target, abort.signal, quiet))) return false;
      }
      return true;
    })();
    const show = async (): Promise<void> => {
      if (this.current !== abort) return;
      this.shown = true;
      this.set(this.state.running ? this.state : { ...IDLE, running: true, message: targets[0]?.name ?? '' });
      await vscode.commands.executeCommand('setContext', 'forebear.auditing', true);
      await vscode.window.withProgress({ location: { viewId: 'forebear.lineage' } }, () => work);
    };
    const timer = quiet ? setTimeout(() => void show().catch(() => {}), UNSEEN) : null;
    try {
      if (!quiet) await show();
      return await work;
    } finally {
      if (timer !== null) clearTimeout(timer);
      if (this.current === abort) {
        this.current = null;
        this.shown = false;
        this.set(IDLE);
        void vscode.commands.executeCommand('setContext', 'forebear.auditing', false);
      }
    }
  }

  private async one(target: AuditTarget, signal: AbortSignal, quiet: boolean): Promise<boolean> {
    const started = Date.now();
    if (this.shown) this.set({ ...IDLE, running: true, message: target.name });
    try {
      const outcome = await this.thread.run(
        auditOptions(target.uri, target.catalogues ?? []),
        quiet ? 'kept' : 'fresh',
        (done, total, message) => {
          if (!signal.aborted && this.shown) this.set({ running: true, done, total, message });
        },
        signal,
      );
      if (signal.aborted) return false;
      if (!outcome.ok) {
        this.failed(target.name, outcome.message, quiet);
        return false;
      }
      this.log.info(
        `Audited ${target.name}: ${outcome.value.report.findings.length} findings in ${Date.now() - started} ms.`,
      );
      const { report, json } = outcome.value;
      const root = { uri: target.uri, name: target.name, catalogues: target.catalogues ?? [] };
      this.store.put({ ...root, report, origin: 'run' }, json);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      this.failed(target.name, error instanceof Error ? error.message : String(error), quiet);
      return false;
    }
  }

  private failed(name: string, message: string, quiet: boolean): void {
    this.log.error(`${name}: ${message}`);
    if (quiet) return;
    const show = t('Show Log');
    vscode.window
      .showErrorMessage(t('Forebear could not audit {0}. {1}', name, message), show)
      .then((choice) => (choice === show ? this.log.show() : undefined));
  }

  private set(state: RunState): void {
    if (!state.running && !this.state.running) return;
    this.state = state;
    this.changed.fire(state);
  }
}
