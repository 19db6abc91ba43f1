import type { LicenseSlot, LineRange } from '../model/report.ts';
import { joinExpressions } from './detection/expression.ts';
import { type LicenseIndex, parseLicenseIndex } from './detection/license-index.ts';
import { findTags } from './detection/tags.ts';
import { findTexts, type TextMatch } from './detection/texts.ts';
import { lineAt, lineOffsets, type TokenStream, tokenize } from './detection/tokens.ts';

export { type LicenseIndex, parseLicenseIndex };

/** One statement of a license in a file. */
export interface LicenseDetection {
  /** SPDX expression; `LicenseRef-<id>-modified` for a changed text. */
  readonly expression: string;
  /** 0..1 */
  readonly confidence: number;
  readonly ranges: readonly LineRange[];
  readonly kind: 'text' | 'header' | 'tag' | 'notice' | 'manifest' | 'model-card' | 'readme';
  readonly slot: LicenseSlot;
  /** How the text differs from the standard one; empty for the plain license. */
  readonly changes: readonly string[];
}

function changedId(expression: string): string {
  return `LicenseRef-${expression.replace(/^LicenseRef-/, '').replace(/[^A-Za-z0-9.]+/g, '-')}-modified`;
}

function ofText(stream: TokenStream, offsets: readonly number[], match: TextMatch): LicenseDetection {
  const { template, changes, from, to, share } = match;
  const first = lineAt(offsets, stream.starts[from] ?? 0);
  return {
    expression: changes.length === 0 ? template.expression : changedId(template.expression),
    confidence: Math.round(share * 1000) / 1000,
    ranges: [{ startLine: first, endLine: Math.max(first, lineAt(offsets, stream.starts[to - 1] ?? 0)) }],
    kind: template.kind === 'header' ? 'header' : 'text',
    slot: 'code',
    changes,
  };
}

/** Every statement of a license in one file, in the order of its lines. Pure and linear in the text. */
export function detectLicenses(
  index: LicenseIndex,
  _path: string,
  text: string,
): readonly LicenseDetection[] {
  const stream = tokenize(text);
  const offsets = lineOffsets(stream.text);
  const found: LicenseDetection[] = findTexts(index, stream).map((match) => ofText(stream, offsets, match));
  for (const tag of findTags(index, text)) {
    found.push({
      expression: tag.expression,
      confidence: 1,
      ranges: [{ startLine: tag.line, endLine: tag.line }],
      kind: 'tag',
      slot: 'code',
      changes: [],
    });
  }
  return found.sort((a, b) => (a.ranges[0]?.startLine ?? 0) - (b.ranges[0]?.startLine ?? 0));
}

/** One SPDX expression for the whole file: all statements joined by AND, or '' when there is none. */
export function combinedExpression(detections: readonly LicenseDetection[]): string {
  return joinExpressions(detections.map((one) => one.expression));
}
