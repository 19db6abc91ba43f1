import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AuditReport } from '../../../model/report.ts';
import { jsonReport } from '../canonical-json.ts';

/** SHA-256 of a text, as hex. */
export function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** A UUID of version 8 (RFC 9562, 5.8) made of the report's bytes: the same report has the same identity. */
export function uuidOf(report: AuditReport): string {
  const hex = digestOf(jsonReport(report));
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/**
 * A date-time for formats that demand one: when the report was generated, or else the day the catalogue was built,
 * so that the same report gives the same bytes.
 */
export function createdAt(report: AuditReport): string {
  return dateTime(report.generated) ?? dateTime(report.catalogue.built) ?? '1970-01-01T00:00:00Z';
}

/** An ISO date or date-time as UTC to the second, or null when it is neither. */
export function dateTime(date: string | null | undefined): string | null {
  if (date === null || date === undefined) return null;
  const full = /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T00:00:00Z` : date;
  const time = Date.parse(full);
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** A text as an identifier of letters, digits, dots and hyphens; changed texts keep apart by a hash. */
export function identifier(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9.-]+/g, '-');
  return safe === text ? safe : `${safe.slice(0, 60)}-${digestOf(text).slice(0, 8)}`;
}
