import { strict as assert } from 'node:assert';
import type { Finding } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { NAMED_ALIKE } from '../credit/source-facts.ts';
import type { Sketch } from './evidence-builder.ts';
import { artefactOf, evidenceOf, licenseRecord, lineageOf, moduleOf } from './evidence-builder.ts';

function found(rule: string, sketch: Sketch): readonly Finding[] {
  return checkRules(evidenceOf({ sources: NAMED_ALIKE, ...sketch })).filter(
    (finding) => finding.rule === rule,
  );
}

const copied = [moduleOf('model/resampler.py', 'Resampler', { upstream: 'minicpm-v' })];

describe('repository-without-license', () => {
  it('asks a repository with code and no license for one', () => {
    const [finding, ...rest] = found('repository-without-license', {
      texts: { 'README.md': '# x' },
      paths: ['a.py'],
    });
    assert.deepEqual(rest, []);
    assert.equal(finding?.level, 'warning');
    assert.equal(finding?.path, 'README.md');
  });

  it('is content with a license file', () => {
    assert.deepEqual(found('repository-without-license', { paths: ['a.py', 'LICENSE.txt'] }), []);
  });

  it('does not take the text of an upstream in LICENSES/ for its own license, but knows REUSE', () => {
    const paths = ['a.py', 'LICENSES/Apache-2.0.txt'];
    assert.equal(found('repository-without-license', { paths }).length, 1);
    const licenses = [licenseRecord('a.py', 'Apache-2.0')];
    assert.deepEqual(found('repository-without-license', { paths, licenses }), []);
  });

  it('says nothing about a folder without work of its own', () => {
    assert.deepEqual(found('repository-without-license', { paths: [] }), []);
    assert.deepEqual(found('repository-without-license', { paths: ['notes.md'] }), []);
  });

  it('only notes a missing text when a manifest states the license', () => {
    const [finding] = found('repository-without-license', {
      paths: ['a.py', 'pyproject.toml'],
      licenses: [licenseRecord('pyproject.toml', 'MIT')],
    });
    assert.equal(finding?.level, 'note');
    assert.match(finding?.message ?? '', /pyproject\.toml states MIT/);
  });
});

describe('upstream-not-credited', () => {
  it('names the upstream, the place, and what the README credits instead', () => {
    const [finding, ...rest] = found('upstream-not-credited', {
      texts: { 'README.md': '# x\n\nBuilt on LLaVA-UHD and Llama 3.\n' },
      modules: copied,
    });
    assert.deepEqual(rest, []);
    assert.equal(finding?.level, 'error');
    assert.equal(finding?.path, 'model/resampler.py');
    assert.match(finding?.message ?? '', /Resampler in model\/resampler\.py matches MiniCPM-V/);
    assert.match(finding?.message ?? '', /credit LLaVA-UHD and Llama 3, not MiniCPM-V/);
    assert.deepEqual(
      finding?.related.map((place) => `${place.path}:${place.range.startLine}`),
      ['README.md:3', 'README.md:3'],
    );
  });

  it('is content with a credit in the README', () => {
    const texts = { 'README.md': 'The resampler is taken from MiniCPM-V.\n' };
    assert.deepEqual(found('upstream-not-credited', { texts, modules: copied }), []);
  });

  it('asks documents that hold uncredited passages to say where they are from', () => {
    const facts = ['About 200 of 400 words of README.md stand in passages of it.'];
    const page = (strength: 'strong' | 'moderate' | 'weak') => [
      artefactOf('README.md', 'minicpm-v', { kind: 'prose', strength, facts }),
    ];
    const levels = (['strong', 'moderate', 'weak'] as const).map((strength) =>
      found('upstream-not-credited', { artefacts: page(strength) }).map((one) => one.level),
    );
    assert.deepEqual(levels, [['warning'], ['note'], []]);
    const [finding] = found('upstream-not-credited', { artefacts: page('strong') });
    assert.match(finding?.message ?? '', /^About 200 of 400 words .* No document credits MiniCPM-V: quote/);
    const texts = { 'README.md': 'This page is adapted from the page of MiniCPM-V.\n' };
    assert.deepEqual(found('upstream-not-credited', { texts, artefacts: page('strong') }), []);
    // With copied code beside it the finding on the code says it all.
    const both = found('upstream-not-credited', { artefacts: page('strong'), modules: copied });
    assert.deepEqual(
      both.map((one) => one.path),
      ['model/resampler.py'],
    );
  });

  it('does not take a comparison for a credit', () => {
    const texts = { 'README.md': 'We outperform MiniCPM-V.\n' };
    const [finding] = found('upstream-not-credited', { texts, modules: copied });
    assert.match(finding?.message ?? '', /names MiniCPM-V \(line 1\), but not as something/);
  });

  it('is content with a comment in every file concerned, and warns when one lacks it', () => {
    const comment = '# Adapted from https://github.com/OpenBMB/MiniCPM-V\n';
    const texts = { 'model/resampler.py': comment };
    assert.deepEqual(found('upstream-not-credited', { texts, modules: copied }), []);
    const two = [...copied, moduleOf('model/other.py', 'Slicer', { upstream: 'minicpm-v' })];
    assert.equal(found('upstream-not-credited', { texts, modules: two })[0]?.level, 'warning');
  });

  it('accuses nobody for weak, later, inherited or own code', () => {
    const cases: readonly Sketch[] = [
      { modules: [moduleOf('a.py', 'A', { upstream: 'minicpm-v', strength: 'weak' })] },
      { modules: [moduleOf('a.py', 'A', { upstream: 'minicpm-v', precedes: false })] },
      { modules: [moduleOf('a.py', 'A', { upstream: 'minicpm-v', sharedAncestor: 'qwen-vl' })] },
      { modules: copied, lineage: [lineageOf('minicpm-v', NAMED_ALIKE, 'self')] },
    ];
    for (const sketch of cases) assert.deepEqual(found('upstream-not-credited', sketch), []);
  });

  it('keeps its identity when lines move, and changes its basis when the upstream version does', () => {
    const moved = [
      moduleOf(
        'model/resampler.py',
        'Resampler',
        { upstream: 'minicpm-v' },
        { range: { startLine: 99, endLine: 150 } },
      ),
    ];
    const [before] = found('upstream-not-credited', { modules: copied });
    const [after] = found('upstream-not-credited', { modules: moved });
    assert.equal(after?.id, before?.id);
    assert.equal(after?.basis, before?.basis);
    const relicensed = NAMED_ALIKE.map((one) =>
      one.project === 'minicpm-v' ? { ...one, codeLicense: { expression: 'MIT', source: 'LICENSE' } } : one,
    );
    const [other] = found('upstream-not-credited', { modules: copied, sources: relicensed });
    assert.equal(other?.id, before?.id);
    assert.notEqual(other?.basis, before?.basis);
  });

  it('offers to add the line to the section that is there, or a section of its own', () => {
    const [first] = found('upstream-not-credited', { texts: { 'README.md': '# x\n' }, modules: copied });
    assert.deepEqual([first?.fixes[0]?.kind, first?.fixes[0]?.path], ['append', 'README.md']);
    assert.match(first?.fixes[0]?.text ?? '', /^\n## Acknowledgements\n\n/);
    const [third] = found('upstream-not-credited', { modules: copied });
    assert.equal(third?.fixes[0]?.kind, 'create');
  });

  /** The README with its fix in place. */
  const mended = (readme: string): string => {
    const [fix] =
      found('upstream-not-credited', { texts: { 'README.md': readme }, modules: copied })[0]?.fixes ?? [];
    assert.ok(fix !== undefined && fix.path === 'README.md');
    const lines = readme.split('\n');
    const at = fix.kind === 'append' ? lines.length - 1 : (fix.line ?? 0) - 1;
    return [...lines.slice(0, at), ...fix.text.split('\n').slice(0, -1), ...lines.slice(at)]
      .join('\n')
      .replace(/\[?MiniCPM-V.*builds? on it\./g, 'NEW');
  };

  it('puts a credit where readers of the repository look for one, and changes nothing that stands there', () => {
    const link = '[Heron](https://github.com/lake/heron)';
    for (const [before, after] of [
      [`## Thanks\n\n- ${link}\n- b\n\n## License\n`, `## Thanks\n\n- ${link}\n- b\n- NEW\n\n## License\n`],
      [
        `## Acknowledgements\n\nWe thank:\n\n* ${link}\n\nMIT\n`,
        `## Acknowledgements\n\nWe thank:\n\n* ${link}\n* NEW\n\nMIT\n`,
      ],
      [`## Acknowledgement\n\nBuilt on ${link}.\n`, `## Acknowledgement\n\nBuilt on ${link}.\n\nNEW\n`],
      ['## Credits\nTo a friend.\n## License\n', '## Credits\nTo a friend.\n\nNEW\n\n## License\n'],
      [
        `<h2 align="center">Acknowledgements</h2>\n\n- ${link}\n  of two lines\n`,
        `<h2 align="center">Acknowledgements</h2>\n\n- ${link}\n  of two lines\n- NEW\n`,
      ],
      [`**Acknowledgements**\n\n- ${link}\n`, `**Acknowledgements**\n\n- ${link}\n- NEW\n`],
    ] as const)
      assert.equal(mended(before), after);
  });

  it('takes no heading in a block of code, and no empty section, for a place of credit', () => {
    for (const readme of ['# x\n\n```\n# thanks to all\necho\n```\n', '# x\n\n## Acknowledgements\n']) {
      assert.match(mended(readme), /\n\n## Acknowledgements\n\nNEW\n$/);
    }
  });

  it('adds it to the file in which a repository thanks others, where its README does not', () => {
    const texts = { 'README.md': '# x\n', 'CREDITS.md': '# Credits\n\nTo Heron.\n' };
    const [finding] = found('upstream-not-credited', { texts, modules: copied });
    assert.deepEqual([finding?.fixes[0]?.kind, finding?.fixes[0]?.path], ['append', 'CREDITS.md']);
    assert.match(finding?.message ?? '', /Acknowledge MiniCPM-V in CREDITS\.md/);
  });
});

describe('upstream-header-lost', () => {
  const header = { copyrights: ['Copyright (c) Alibaba Cloud.'], licenseExpression: '', lineHashes: [] };
  const withHeader = { upstreamHeaders: () => [header] };

  it('reports a header that the copy dropped, with the line', () => {
    const [finding] = found('upstream-header-lost', { modules: copied, more: withHeader });
    assert.match(finding?.message ?? '', /"Copyright \(c\) Alibaba Cloud\."; here it is missing/);
    assert.equal(finding?.duty, 'Apache-2.0 4(c)');
    assert.match(
      finding?.fixes[0]?.text ?? '',
      /^# Copyright \(c\) Alibaba Cloud\.\n# From MiniCPM-V, upstream\.py: https:/,
    );
  });

  it('is content when the line is kept in another style', () => {
    const kept = new Map([
      [
        'model/resampler.py',
        [{ line: 1, text: '// COPYRIGHT © Alibaba Cloud', holder: 'Alibaba Cloud', years: [] }],
      ],
    ]);
    const more = { ...withHeader, copyrights: kept };
    assert.deepEqual(found('upstream-header-lost', { modules: copied, more }), []);
  });

  it('only notes other years of the same holder', () => {
    const dated = { copyrights: ['Copyright 2023 Origin'], licenseExpression: '', lineHashes: [] };
    const local = (text: string) =>
      new Map([['model/resampler.py', [{ line: 1, text, holder: 'Origin', years: [] as number[] }]]]);
    const level = (text: string): string | undefined =>
      found('upstream-header-lost', {
        modules: copied,
        more: { upstreamHeaders: () => [dated], copyrights: local(text) },
      })[0]?.level;
    assert.equal(level('# Copyright (c) 2022, Origin'), 'note');
    assert.equal(level('# Copyright (c) 2021-2024 Origin'), undefined);
    assert.equal(level('# Copyright (c) 2023 Another'), 'note');
  });

  it('asks once for a line that two upstreams carry', () => {
    const both = [
      ...copied,
      moduleOf('model/resampler.py', 'Other', { upstream: 'qwen-vl', strength: 'moderate' }, { tokens: 100 }),
    ];
    const findings = found('upstream-header-lost', { modules: both, more: withHeader });
    assert.deepEqual(
      findings.map((one) => `${one.upstream} ${one.level}`),
      ['minicpm-v error'],
    );
  });

  it('asks for nothing when the upstream file has no header', () => {
    const bare = {
      upstreamHeaders: () => [{ copyrights: [], licenseExpression: '', lineHashes: [] }],
    };
    assert.deepEqual(found('upstream-header-lost', { modules: copied, more: bare }), []);
    assert.deepEqual(found('upstream-header-lost', { modules: copied }), []);
  });
});

describe('claimed-upstream-differs', () => {
  it('reports a credit for the same part that goes to another project', () => {
    const texts = { 'README.md': 'The resampler is borrowed from LLaVA-UHD.\n' };
    const [finding] = found('claimed-upstream-differs', { texts, modules: copied });
    assert.match(finding?.message ?? '', /README\.md:1 credits LLaVA-UHD for the resampler/);
  });

  it('says nothing of a credit for another part', () => {
    const texts = { 'README.md': 'The tokenizer is borrowed from LLaVA-UHD.\n' };
    assert.deepEqual(found('claimed-upstream-differs', { texts, modules: copied }), []);
  });

  it('says nothing when the upstream found is credited too', () => {
    const texts = { 'README.md': 'The resampler is borrowed from LLaVA-UHD and MiniCPM-V.\n' };
    assert.deepEqual(found('claimed-upstream-differs', { texts, modules: copied }), []);
  });
});
