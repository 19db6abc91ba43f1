import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { type AuditReport, isReadableVersion } from '../../../model/report.ts';
import { byText } from '../../../model/text-order.ts';
import type { AuditedRoot } from './audited-root.ts';

interface Stored {
  readonly uri: string;
  readonly name: string;
  readonly catalogues: readonly string[];
  readonly report: AuditReport;
}

/** The reports of this window, and their copies in the workspace's own storage. */
export class AuditStore implements vscode.Disposable {
  private readonly roots = new Map<string, AuditedRoot>();
  private readonly changed = new vscode.EventEmitter<AuditedRoot | null>();
  /** Of the reports that came as JSON, by root. */
  private readonly digests = new Map<string, string | null>();
  private restoring: Promise<void> | null = null;
  /** Copies are written one after the other. */
  private writing: Promise<void> = Promise.resolve();
  /** Fires with the root whose report was replaced; null when several were. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly folder: vscode.Uri | undefined,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  all(): readonly AuditedRoot[] {
    const place = ({ uri }: AuditedRoot): number =>
      vscode.workspace.getWorkspaceFolder(uri)?.index ?? Number.MAX_SAFE_INTEGER;
    return [...this.roots.values()].sort((a, b) => place(a) - place(b) || byText(a.uri.path, b.uri.path));
  }

  get(uri: vscode.Uri | string): AuditedRoot | undefined {
    return this.roots.get(uri.toString());
  }

  /** The innermost audited root that holds the file. */
  holding(uri: vscode.Uri): AuditedRoot | undefined {
    return this.all()
      .filter((root) => `${uri.toString()}/`.startsWith(`${root.uri.toString().replace(/\/$/, '')}/`))
      .sort((a, b) => b.uri.path.length - a.uri.path.length)[0];
  }

  /** `json`: the report as JSON in UTF-8, when it is there already. */
  put(root: AuditedRoot, json: Uint8Array | null = null): void {
    const key = root.uri.toString();
    const digest = json === null ? null : createHash('sha256').update(json).digest('hex');
    const same =
      digest !== null && digest === this.digests.get(key) && this.roots.get(key)?.review === undefined;
    this.digests.set(key, digest);
    // A save that changes nothing in the report redraws nothing.
    if (same) return;
    this.roots.set(key, root);
    this.changed.fire(root);
    // What shows the report does not wait until it is on disk.
    if (root.origin === 'run') this.writing = this.writing.then(() => this.keep(root, json));
  }

  private async keep(root: AuditedRoot, json: Uint8Array | null): Promise<void> {
    if (this.folder === undefined) return;
    try {
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(this.fileFor(this.folder, root.uri), encode(root, json));
    } catch (error) {
      this.log.warn(`The report could not be kept for the next session: ${String(error)}`);
    }
  }

  /** Reads the reports of earlier sessions, once; a report of another schema version is left aside. */
  restore(): Promise<void> {
    this.restoring ??= this.readStored();
    return this.restoring;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async readStored(): Promise<void> {
    const { folder } = this;
    if (folder === undefined) return;
    let names: readonly [string, vscode.FileType][];
    try {
      names = await vscode.workspace.fs.readDirectory(folder);
    } catch {
      return;
    }
    for (const [name] of names) {
      if (!name.endsWith('.json')) continue;
      try {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
        const stored = JSON.parse(new TextDecoder().decode(bytes)) as Stored;
        if (!isReadableVersion(stored.report.schemaVersion)) continue;
        if (this.roots.has(stored.uri)) continue;
        const uri = vscode.Uri.parse(stored.uri, true);
        this.roots.set(stored.uri, {
          uri,
          name: stored.name,
          report: stored.report,
          catalogues: stored.catalogues,
          origin: 'stored',
        });
      } catch (error) {
        this.log.warn(`A stored report could not be read (${name}): ${String(error)}`);
      }
    }
    if (this.roots.size > 0) this.changed.fire(null);
  }

  private fileFor(folder: vscode.Uri, uri: vscode.Uri): vscode.Uri {
    const name = createHash('sha256').update(uri.toString()).digest('hex').slice(0, 24);
    return vscode.Uri.joinPath(folder, `${name}.json`);
  }
}

function encode({ uri, name, catalogues, report }: AuditedRoot, json: Uint8Array | null): Uint8Array {
  const facts: Omit<Stored, 'report'> = { uri: uri.toString(), name, catalogues };
  const head = Buffer.from(`${JSON.stringify(facts).slice(0, -1)},"report":`);
  return Buffer.concat([head, json ?? Buffer.from(JSON.stringify(report)), Buffer.from('}')]);
}
