import assert from 'node:assert/strict';
import { acknowledgementFix } from '../../../src/rules/acknowledgement.ts';
import type { Derivation } from '../../../src/rules/derivations.ts';
import type { Reading } from '../../../src/rules/rule.ts';
import { evidenceOf } from './evidence-builder.ts';
import { HERON } from './sketch-builders.ts';

/** The README with the upstream acknowledged in it. */
function acknowledged(readme: string): string {
  const evidence = evidenceOf({ texts: { 'README.md': readme } });
  const license = { expression: 'MIT' };
  const derivation = { source: HERON, license, slot: 'code', places: [{ path: 'a.py' }] };
  const fix = acknowledgementFix(
    evidence,
    { readme: 'README.md' } as Reading,
    derivation as unknown as Derivation,
  );
  if (fix.kind === 'append') return readme + fix.text;
  const lines = readme.split('\n');
  return [
    ...lines.slice(0, (fix.line ?? 1) - 1),
    fix.text.replace(/\n$/, ''),
    ...lines.slice((fix.line ?? 1) - 1),
  ].join('\n');
}

const PEOPLE = '# Wader\n\n## Acknowledgements\n\n- [Kim](https://people.example.org/kim)\n\n';
const ENTRY = /^- \[.*Heron.*a\.py.*build/m;

describe('where an upstream is acknowledged', () => {
  it('joins the list of projects among the sources where only people are thanked', () => {
    const readme = `${PEOPLE}## Citations\n\nBuilt with the help of:\n\n- [Stork](https://github.com/reeds/stork)\n`;
    const text = acknowledged(readme);
    assert.ok(text.startsWith(readme));
    assert.match(text.slice(readme.length), ENTRY);
  });

  it('stays with the acknowledgements where they name projects, and where no list of projects is', () => {
    const thanked =
      '# Wader\n\n## Thanks\n\n- [Crane](https://github.com/reeds/crane)\n\n## References\n\n- [Stork](https://github.com/reeds/stork)\n';
    assert.ok(acknowledged(thanked).search(ENTRY) < acknowledged(thanked).indexOf('## References'));
    const cited = `${PEOPLE}## Citation\n\n\`\`\`\n@misc{wader}\n\`\`\`\n`;
    const text = acknowledged(cited);
    assert.ok(text.indexOf('Heron') > 0 && text.indexOf('Heron') < text.indexOf('## Citation'), text);
  });
});
