import { SKIP_REASONS } from '../../host/files/skip-reasons.ts';
import { CUT_REASONS } from '../../languages/generated.ts';
import { EVENTS, FIRST, STATES } from '../../lineage/timeline.ts';
import type { Said } from '../../model/said.ts';
import { GROWTH } from '../../review/subtract-findings.ts';

/** Templates of all sentences that a report holds in English alone, as those who say them have them. */
export const FIXED_TEMPLATES: readonly string[] = [SKIP_REASONS, CUT_REASONS, EVENTS, STATES, FIRST, GROWTH]
  .flatMap((sentences) => Object.values(sentences))
  .map(({ template }) => template);

const KNOWN = FIXED_TEMPLATES.map((template) => ({
  template,
  pattern: new RegExp(
    `^${template.replace(/[\\^$.*+?()[\]|]/g, '\\$&').replace(/\{\d+\}/g, '(.{1,400}?)')}$`,
    's',
  ),
}));

/** The sentence as a template and its arguments; null when nobody here says it, as what a catalogue states. */
export function recognise(sentence: string): Said | null {
  for (const { template, pattern } of KNOWN) {
    const found = pattern.exec(sentence);
    if (found !== null) return { template, arguments: found.slice(1) };
  }
  return null;
}
