import type { Role } from '../model/role.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** A file of an entry: what it is, without what the history of the repository says about it. */
export interface EntryFile {
  readonly path: string;
  readonly role: Role;
}

/**
 * One hand-checked file of a catalogue: the facts of one version, and what a build needs to index its code.
 * Its JSON Schema is catalogue/upstream.schema.json.
 */
export interface UpstreamEntry extends Omit<SourceFacts, 'files'> {
  readonly files: readonly EntryFile[];
  /** Earlier commits whose states of `files` belong to this version, oldest first. */
  readonly history?: readonly string[];
  /** Configuration, tokenizer and tensor index files whose facts are kept. */
  readonly artefacts?: readonly string[];
  /**
   * READMEs and model cards whose prints are kept; absent: those that stand at the top of the repository or of its
   * docs folder. Empty where these are about something else, e.g. a library of many models.
   */
  readonly documents?: readonly string[];
  /**
   * 'history': the repository's own history dates its files. 'published': it is a later copy, so its commits say
   * nothing about when the code appeared, and every file counts as public on `published`.
   */
  readonly dates: 'history' | 'published';
}

/** The facts alone, with the dates that a build found. */
export function factsOf(entry: UpstreamEntry, firstCommitted: ReadonlyMap<string, string>): SourceFacts {
  const {
    files,
    history: _history,
    artefacts: _artefacts,
    documents: _documents,
    dates: _dates,
    ...facts
  } = entry;
  return {
    ...facts,
    files: files.map((file) => ({ ...file, firstCommitted: firstCommitted.get(file.path) ?? null })),
  };
}

/** Sentences on what contradicts itself in a set of entries; a schema cannot see these. */
export function contradictions(entries: readonly UpstreamEntry[]): readonly string[] {
  const found: string[] = [];
  const ids = new Set<string>();
  const names = new Map<string, string>();
  for (const entry of entries) {
    const say = (what: string): void => {
      found.push(`${entry.id}: ${what}`);
    };
    if (ids.has(entry.id)) say('another entry has the same id');
    ids.add(entry.id);
    const known = names.get(entry.project);
    if (known !== undefined && known !== entry.projectName) {
      say(`project "${entry.project}" is called "${known}" elsewhere and "${entry.projectName}" here`);
    }
    names.set(entry.project, entry.projectName);
    if (entry.factsOnly && (entry.files.length > 0 || entry.history !== undefined)) {
      say('"factsOnly" is true, but files or history are listed');
    }
    if (!entry.factsOnly && entry.files.length === 0) say('no file is listed: set "factsOnly"');
    const isFolder = /^(?:\.{0,2}\/|[A-Za-z]:[\\/])/.test(entry.repository);
    if (!entry.factsOnly && entry.commit === null && !isFolder) {
      say('code is indexed at a commit: "commit" is missing');
    }
    if (entry.published === null && entry.dates === 'published') {
      say('"dates" rests on "published", which is null');
    }
    if (new Set(entry.files.map((file) => file.path)).size !== entry.files.length)
      say('a file is listed twice');
    const paths = [...entry.files.map((file) => file.path), ...(entry.artefacts ?? [])];
    if (paths.some((path) => path.split(/[\\/]/).includes('..'))) say('a path leads out of the repository');
    if (entry.aliases.length === 0) say('no alias: a README could not credit it');
    for (const license of [entry.codeLicense, entry.weightsLicense]) {
      if (license.from !== undefined && license.until !== undefined && license.from > license.until) {
        say(`license ${license.expression} ends before it begins`);
      }
    }
  }
  const owners = new Map<string, string>();
  for (const entry of entries) {
    for (const alias of entry.aliases) {
      const key = alias.toLowerCase();
      const owner = owners.get(key);
      if (owner !== undefined && owner !== entry.project) {
        found.push(`${entry.id}: alias "${alias}" also belongs to project "${owner}"`);
      }
      owners.set(key, entry.project);
    }
  }
  return found;
}
