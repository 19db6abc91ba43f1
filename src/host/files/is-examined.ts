import { isArtefactFile } from '../../artefacts/configs/artefact-facts.ts';
import { mayBePickle } from '../../artefacts/weights/may-be-pickle.ts';
import type { FileEntry } from '../../engine/ports.ts';
import { languageOf } from '../../languages/table.ts';
import { isPart } from './write-whole.ts';

const DOCUMENT =
  /\.(?:md|markdown|mdx|rst|txt|cff|bib|toml|cfg|ya?ml|html?)$|(?:^|\/)(?:README|NOTICE|LICEN[CS]E|COPYING|COPYRIGHTS?(?![a-z])|UNLICEN[CS]E|ACKNOWLEDG|CREDITS|AUTHORS|CONTRIB(?:UTORS)?(?![a-z])|MAINTAINERS|THANKS|THIRD[_-]?PARTY|ATTRIBUTION|PATENTS|USE[_-]?POLICY)[^/]*$|(?:^|\/)(?:package|composer)\.json$|(?:^|\/)LICENSES\/[^/]+$|[^/]\.license$|(?:^|\/)\.reuse\/dep5$|(?:^|\/)debian\/copyright$/i;
const LARGEST_DOCUMENT = 2_000_000;

/** True for a file that says something to an audit: code that is compared, documents, licenses, configurations. */
export function isExamined(entry: Pick<FileEntry, 'path' | 'size'>): boolean {
  if (languageOf(entry.path) !== null || isArtefactFile(entry.path)) return true;
  if (isPart(entry.path)) return false;
  if (mayBePickle(entry)) return true;
  return DOCUMENT.test(entry.path) && entry.size <= LARGEST_DOCUMENT;
}
