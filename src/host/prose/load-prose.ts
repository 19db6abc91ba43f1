import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type ProseDocument, proseFormat } from '../../artefacts/prose/document.ts';
import { parseDocument } from '../../artefacts/prose/parse-document.ts';
import { parseWordDocument } from '../../artefacts/prose/parse-word-document.ts';
import type { FileEntry, TreeReader } from '../../engine/ports.ts';
import type { NotExamined } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { openWorkTree } from '../files/work-tree.ts';

export interface LoadedProse {
  readonly name: string;
  readonly documents: readonly ProseDocument[];
  readonly notExamined: readonly NotExamined[];
}

/** Largest document read, in bytes; a page of text is about 3 kB. */
const LARGEST = 48 * 1024 * 1024;

/** Reads one document, or every document of a folder. */
export async function loadProse(path: string, signal: AbortSignal): Promise<Result<LoadedProse>> {
  const real = await realpath(path).catch(() => null);
  const state = real === null ? null : await stat(real).catch(() => null);
  if (real === null || state === null)
    return failure('unreadable', `${path} cannot be read. Check the path.`);
  const folder = state.isDirectory() ? real : dirname(real);
  const only = state.isDirectory() ? null : basename(real);
  const opened = await openWorkTree(folder, { signal });
  if (!opened.ok) return opened;
  const tree = opened.value;
  if (only !== null) return loadOne(tree, { path: only, size: state.size });
  const { files, skipped } = await tree.list(signal);
  const documents: ProseDocument[] = [];
  const notExamined: NotExamined[] = skipped
    .filter(({ path: one }) => proseFormat(one) !== null)
    .map(({ path: one, reason }) => ({ path: one, reason }));
  for (const entry of files) {
    signal.throwIfAborted();
    if (proseFormat(entry.path) === null) continue;
    const document = await loadDocument(tree, entry);
    if (document.ok) documents.push(document.value);
    else notExamined.push({ path: entry.path, reason: document.message });
  }
  if (documents.length === 0)
    return failure(
      'no-documents',
      `${path} holds no document that can be read (Markdown, text, reStructuredText, LaTeX, HTML, docx).`,
    );
  return success({ name: basename(real), documents, notExamined });
}

async function loadOne(tree: TreeReader, entry: FileEntry): Promise<Result<LoadedProse>> {
  const document = await loadDocument(tree, entry);
  return document.ok
    ? success({ name: entry.path, documents: [document.value], notExamined: [] })
    : failure('unreadable', `${entry.path}: ${document.message}`);
}

async function loadDocument(tree: TreeReader, entry: FileEntry): Promise<Result<ProseDocument>> {
  // A file named on its own is read as text whatever its name says.
  const format = proseFormat(entry.path) ?? 'text';
  if (entry.size > LARGEST)
    return failure('too-large', `larger than ${LARGEST / 1024 / 1024} MB; give the chapters one by one`);
  const bytes = await tree.read(entry);
  if (!bytes.ok) return bytes;
  if (format === 'docx') return parseWordDocument(entry.path, bytes.value);
  const text = decodeProse(bytes.value);
  return text === null
    ? failure('not-text', 'not UTF-8 or UTF-16 text; save it as UTF-8')
    : success(parseDocument(entry.path, format, text));
}

function decodeProse(bytes: Uint8Array): string | null {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  if (label === 'utf-8' && bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
