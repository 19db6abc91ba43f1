import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * A line of a notice without comment marks, case, punctuation at its ends or spacing, so that the same notice in
 * another comment style or wrapping is the same. Empty for lines that hold nothing but marks.
 */
export function normaliseNoticeLine(line: string): string {
  return line
    .normalize('NFKC')
    .replace(/^\s*(?:#+!?|\/\/+|\/?\*+|\*+\/?|--+|;+|%+|<!--|"""|'''|REM\b|dnl\b)/i, '')
    .replace(/(?:\*+\/|-->|"""|''')\s*$/, '')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^[-=*_#\s]+|[-=*_#.,;\s]+$/g, '');
}

/** 12 hex digits of SHA-256 over a normalised line; null for a line that holds nothing. */
export function noticeLineHash(line: string): string | null {
  const plain = normaliseNoticeLine(line);
  return plain === '' ? null : bytesToHex(sha256(utf8ToBytes(plain))).slice(0, 12);
}

/** Hashes of all lines of a notice that hold something, without repeats, in order. */
export function noticeLineHashes(text: string): readonly string[] {
  const hashes = text.split(/\r\n?|\n/).map(noticeLineHash);
  return [...new Set(hashes.filter((hash) => hash !== null))];
}
