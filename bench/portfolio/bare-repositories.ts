// Bare repositories of one commit, written without git: thousands of them in seconds.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

export interface BareRepositories {
  readonly folder: string;
  /** Makes a repository with one file at its top. */
  readonly make: (name: string, file: string, text: string) => void;
  readonly remove: () => void;
}

function writeObject(place: string, kind: string, content: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${kind} ${content.length}\0`), content]);
  const id = createHash('sha1').update(whole).digest('hex');
  mkdirSync(join(place, 'objects', id.slice(0, 2)), { recursive: true });
  writeFileSync(join(place, 'objects', id.slice(0, 2), id.slice(2)), deflateSync(whole, { level: 1 }));
  return id;
}

export function bareRepositories(): BareRepositories {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-bench-bare-'));
  return {
    folder,
    make: (name, file, text) => {
      const place = join(folder, name);
      mkdirSync(join(place, 'refs', 'heads'), { recursive: true });
      const blob = writeObject(place, 'blob', Buffer.from(text));
      const entry = Buffer.concat([Buffer.from(`100644 ${file}\0`), Buffer.from(blob, 'hex')]);
      const tree = writeObject(place, 'tree', entry);
      const who = 'Made <made@example.org> 1704067200 +0000';
      const commit = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\nA change\n`;
      const id = writeObject(place, 'commit', Buffer.from(commit));
      writeFileSync(join(place, 'refs', 'heads', 'main'), `${id}\n`);
      writeFileSync(join(place, 'HEAD'), 'ref: refs/heads/main\n');
      writeFileSync(join(place, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
