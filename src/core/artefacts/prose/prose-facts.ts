import type { ArtefactMatch } from '../configs/compare-artefacts.ts';
import { digestOf } from '../configs/digest.ts';
import { proseFormat } from './document.ts';
import { parseDocument } from './parse-document.ts';
import { createVocabulary, FLAG, type WordStream, wordStream } from './words.ts';

/** What is kept of a document's prose: a sample of hashed word runs with their lines, no text. */
export interface ProseFacts {
  readonly path: string;
  /** Words compared, in all. */
  readonly words: number;
  /** 12 hex digits for each sampled run: 8 of its hash, 4 of its line. */
  readonly prints: string;
}

/** A version of an upstream with its documents, the front page and model card above all. */
export interface UpstreamProse {
  readonly project: string;
  readonly version: string;
  readonly name: string;
  readonly published: string | null;
  readonly facts: readonly ProseFacts[];
}

/** Words of a run; one run in SAMPLE is kept, by its hash, so that both sides keep the same ones. */
const RUN = 6;
const SAMPLE = 4;
/** Equal sampled runs from which on a document is named, and from which on the evidence is moderate. */
const LEAST = 12;
const MODERATE = 30;
const PLACES = 5;

/** The front page or model card of a repository. */
export function isFrontPage(path: string): boolean {
  return /^(?:readme|model[-_ ]?card)[^/]{0,20}\.(?:md|markdown|rst|txt)$/i.test(path);
}

/** Reads the facts of one document; quoted words are left out. Null when its format is not text. */
export function extractProseFacts(path: string, text: string): ProseFacts | null {
  const format = proseFormat(path);
  if (format === null || format === 'docx' || text.length > 2 * 1024 * 1024) return null;
  const stream = wordStream([parseDocument(path, format, text)], createVocabulary());
  return { path, words: stream.summaries[0]?.words ?? 0, prints: sampledRuns(stream) };
}

function sampledRuns(stream: WordStream): string {
  const prints: string[] = [];
  const seen = new Set<string>();
  for (let at = 0; at + RUN < stream.ids.length; at += 1) {
    let run = '';
    let content = 0;
    for (let index = at; index < at + RUN; index += 1) {
      const flags = stream.flags[index] ?? 0;
      if ((flags & FLAG.quoted) !== 0) content = -RUN;
      if ((flags & FLAG.stop) === 0) content += 1;
      run += `${stream.text(stream.ids[index] ?? -1)} `;
    }
    if (content < 2) continue;
    const hash = digestOf(run).slice(0, 8);
    if (Number.parseInt(hash, 16) % SAMPLE !== 0 || seen.has(hash)) continue;
    seen.add(hash);
    prints.push(
      hash +
        Math.min(stream.lines[at] ?? 0, 0xffff)
          .toString(16)
          .padStart(4, '0'),
    );
  }
  return prints.join('');
}

/** Sampled runs of one document: hash to line. */
function runsOf({ prints }: ProseFacts): ReadonlyMap<string, number> {
  const runs = new Map<string, number>();
  for (let at = 0; at + 12 <= prints.length; at += 12)
    runs.set(prints.slice(at, at + 8), Number.parseInt(prints.slice(at + 8, at + 12), 16));
  return runs;
}

/**
 * Compares the repository's documents with every upstream's. A run that an earlier project has
 * counts for that project only. Prose alone is never more than moderate evidence.
 */
export function compareProseFacts(
  local: readonly ProseFacts[],
  upstreams: readonly UpstreamProse[],
): readonly ArtefactMatch[] {
  const sorted = [...upstreams].sort(byDate);
  const firstOwner = new Map<string, string>();
  for (const upstream of sorted)
    for (const facts of upstream.facts)
      for (const hash of runsOf(facts).keys())
        if (!firstOwner.has(hash)) firstOwner.set(hash, upstream.project);
  const matches = new Map<string, ArtefactMatch & { readonly shared: number }>();
  for (const document of local) {
    const mine = runsOf(document);
    for (const upstream of sorted) {
      for (const facts of upstream.facts) {
        const shared = [...runsOf(facts).keys()].filter((hash) => mine.has(hash));
        const own = shared.filter((hash) => firstOwner.get(hash) === upstream.project);
        const key = `${document.path} ${upstream.project}`;
        if (own.length < LEAST || own.length <= (matches.get(key)?.shared ?? 0)) continue;
        const share = own.length / mine.size;
        const lines = placesOf(own.map((hash) => mine.get(hash) ?? 1));
        const theirs = placesOf(own.map((hash) => runsOf(facts).get(hash) ?? 1));
        matches.set(key, {
          shared: own.length,
          version: upstream.version,
          bits: Math.min(24, own.length / 2),
          evidence: {
            id: `artefact-${digestOf(`prose ${key}`)}`,
            path: document.path,
            kind: 'prose',
            upstream: upstream.project,
            strength: own.length >= MODERATE ? 'moderate' : 'weak',
            facts: [
              `About ${Math.round(100 * share)} % of the word runs sampled from ${document.path} stand in ${facts.path} of ${upstream.name} too (${own.length} of ${mine.size}); lines ${lines} here, ${theirs} there.`,
            ],
          },
        });
      }
    }
  }
  return [...matches.values()].map(({ evidence, version, bits }) => ({ evidence, version, bits }));
}

/** Lines joined over gaps of up to five, the longest stretches first. */
function placesOf(lines: readonly number[]): string {
  const ranges: { start: number; end: number }[] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && line - last.end <= 5) last.end = line;
    else ranges.push({ start: line, end: line });
  }
  const shown = ranges.sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, PLACES);
  const texts = shown
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => (start === end ? `${start}` : `${start}-${end}`));
  return texts.join(', ') + (ranges.length > PLACES ? ', …' : '');
}

function byDate(a: UpstreamProse, b: UpstreamProse): number {
  const first = a.published ?? '9999';
  const second = b.published ?? '9999';
  return first < second ? -1 : first > second ? 1 : a.version < b.version ? -1 : 1;
}
