import type { IdentityReport } from '../../../model/predictions-report.ts';

/** Names shown to a person. */
const SHOWN = 5;

/** What both models say of themselves, for a person at a terminal. */
export function identityText({ verdict, reason, questions, names }: IdentityReport): readonly string[] {
  const lines = [`Asked about themselves: ${verdict.replaceAll('_', ' ')}`, reason];
  for (const { name, upstream, suspect, controls } of names.slice(0, SHOWN)) {
    const others = controls.map((one) => `${one.name} ${one.says} of ${one.questions}`);
    lines.push(
      `  "${name}": upstream ${upstream} of ${questions}, suspect ${suspect} of ${questions}; ${others.length === 0 ? 'no control' : others.join(', ')}`,
    );
  }
  return lines;
}
