// The same texts read by other tools, where they are installed: `licensecheck` (Debian) and `licensee` (Ruby).
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A text and the name under which a tool is to find it. */
export interface PeerSample {
  readonly path: string;
  readonly text: string;
}

type Peer = (folders: readonly string[], samples: readonly PeerSample[]) => readonly string[];

/** Texts in one command of at most this many files. */
const AT_ONCE = 100;

const licensecheck: Peer = (folders, samples) => {
  const said = new Map<string, string>();
  const files = folders.map((folder, at) => join(folder, samples[at]?.path ?? ''));
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const args = ['--machine', '--shortname-scheme=spdx', ...files.slice(from, from + AT_ONCE)];
    const { stdout } = spawnSync('licensecheck', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
    for (const line of stdout.split('\n')) {
      const [file = '', license = ''] = line.split('\t');
      if (file !== '') said.set(file, license === 'UNKNOWN' ? '' : license.replace(/ and\/or /g, ' AND '));
    }
  }
  return files.map((file) => said.get(file) ?? '');
};

const licensee: Peer = (folders) =>
  folders.map((folder) => {
    const { stdout } = spawnSync('licensee', ['detect', '--json', folder], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const { licenses = [] } = JSON.parse(stdout || '{}') as {
      readonly licenses?: readonly { readonly spdx_id?: string }[];
    };
    const ids = licenses.flatMap(({ spdx_id: id }) => (id === undefined || id === 'NOASSERTION' ? [] : [id]));
    return [...new Set(ids)].join(' AND ');
  });

const PEERS: Readonly<Record<string, Peer>> = { licensecheck, licensee };

/** What `peer` says of each text, '' for nothing; null where it is not installed. */
export function askPeer(peer: string, samples: readonly PeerSample[]): readonly string[] | null {
  const ask = PEERS[peer];
  if (ask === undefined || spawnSync(peer, ['--version']).error !== undefined) return null;
  const home = mkdtempSync(join(tmpdir(), 'forebear-peers-'));
  try {
    const folders = samples.map(({ path, text }, at) => {
      const folder = join(home, String(at));
      mkdirSync(folder);
      writeFileSync(join(folder, path), text);
      return folder;
    });
    return ask(folders, samples);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
