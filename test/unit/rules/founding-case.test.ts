import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describeClaims } from '../../../src/credit/credit.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Finding } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { NAMED_ALIKE, sourceFacts } from '../credit/source-facts.ts';
import { artefactOf, evidenceOf, moduleOf } from './evidence-builder.ts';

const COMMIT = 'faede36e66128d1998dfcdda08161cda995355fa';
const template = process.env.FOREBEAR_MIRROR;
const mirror = template?.replaceAll('{owner}', 'hbcbh1999').replaceAll('{name}', 'llama3v');

function git(...args: readonly string[]): string {
  const env = { ...process.env, GIT_NO_LAZY_FETCH: '1' };
  return execFileSync('git', ['--git-dir', mirror ?? '', ...args], { encoding: 'utf8', env });
}

/** What the engine finds in that commit: two modules, and a tokenizer and configuration of two base models. */
function evidence(): Evidence {
  const paths = git('ls-tree', '-r', '--name-only', COMMIT).trim().split('\n');
  const launch = {
    id: 'minicpm-llama3-v-2.5-launch',
    project: 'minicpm-v',
    projectName: 'MiniCPM-V',
    name: 'MiniCPM-Llama3-V 2.5',
    organisation: 'OpenBMB',
    repository: 'OpenBMB/MiniCPM-V',
    published: '2024-05-19',
    weightsLicense: {
      expression: 'LicenseRef-General-Model-License-Source-Publicity-Commercial',
      source: 'README.md line 419',
      until: '2024-06-05',
    },
    aliases: ['MiniCPM-Llama3-V', 'openbmb/MiniCPM-Llama3-V-2_5'],
    ancestors: [{ file: 'modeling_minicpmv.py', from: 'llama-3', statedAt: 'README' }],
  };
  const llama = {
    project: 'llama-3',
    projectName: 'Llama 3',
    published: '2024-04-18',
    organisation: 'Meta',
    aliases: ['Meta Llama 3', 'meta-llama/Meta-Llama-3-8B'],
    weightsLicense: { expression: 'LicenseRef-Llama-3-Community', source: 'LICENSE' },
  };
  const sources = [
    sourceFacts(launch),
    sourceFacts(llama),
    ...NAMED_ALIKE.filter((one) => one.project !== 'minicpm-v' && one.project !== 'llama-3'),
  ];
  const from = (symbol: string, path: string) => ({
    upstream: 'minicpm-v',
    version: launch.id,
    path,
    symbol,
  });
  return evidenceOf({
    name: 'llama3v',
    paths,
    texts: { 'README.md': git('show', `${COMMIT}:README.md`) },
    sources,
    modules: [
      moduleOf('llama3v/image_processing.py', 'slice_image', from('slice_image', 'modeling_minicpmv.py'), {
        role: 'slicing',
      }),
      moduleOf('llama3v/projection.py', 'Projection', from('Resampler', 'resampler.py')),
    ],
    artefacts: [
      artefactOf('llama3v/tokenizer_config.json', 'minicpm-v', { kind: 'tokenizer' }),
      artefactOf('llama3v/config.json', 'llama-3'),
    ],
  });
}

describe('llama3v at faede36', () => {
  let findings: readonly Finding[] = [];

  before(function () {
    if (mirror === undefined || !existsSync(mirror)) {
      console.log('      skipped: FOREBEAR_MIRROR names no clone of hbcbh1999/llama3v');
      this.skip();
    }
    findings = checkRules(evidence());
  });

  it('credits what its README lists, and not MiniCPM', () => {
    const claims = describeClaims(evidence());
    const credited = new Set(
      claims.filter((claim) => claim.force === 'credit').map((claim) => claim.upstream),
    );
    assert.deepEqual([...credited].sort(), ['idefics2', 'llama-3', 'llava', 'llava-uhd', 'siglip', 'yi']);
    assert.deepEqual(
      claims.filter((claim) => claim.upstream === 'minicpm-v'),
      [],
    );
    const lines = claims
      .filter((claim) => claim.line >= 60 && claim.force === 'credit')
      .map((claim) => claim.upstream);
    assert.deepEqual(lines, ['llama-3', 'siglip', 'idefics2', 'llava', 'llava-uhd', 'yi']);
  });

  it('leaves every MiniCPM and Llama 3 duty open, each with its section', () => {
    const gml = 'LicenseRef-General-Model-License-Source-Publicity-Commercial';
    const meta = 'LicenseRef-scancode-llama-3-license-2024';
    assert.deepEqual(
      findings
        .map((one) => [one.rule, one.upstream, one.duty].filter((part) => part !== undefined).join(' | '))
        .sort(),
      [
        'base-model-not-declared | llama-3',
        'base-model-not-declared | minicpm-v',
        'changes-not-stated | minicpm-v | Apache-2.0 4(b)',
        `display-line-missing | llama-3 | ${meta} 1.b.i`,
        `license-text-missing | llama-3 | ${meta} 1.b.i`,
        'license-text-missing | minicpm-v | Apache-2.0 4(a)',
        `notice-sentence-missing | llama-3 | ${meta} 1.b.iii`,
        'repository-without-license',
        `source-statement-missing | minicpm-v | ${gml} 2 来源说明`,
        'upstream-not-credited | minicpm-v',
      ],
    );
  });

  it('is asked for nothing on behalf of upstreams that it only names', () => {
    const named = new Set(
      findings.flatMap((finding) => (finding.upstream === undefined ? [] : [finding.upstream])),
    );
    assert.deepEqual([...named].sort(), ['llama-3', 'minicpm-v']);
  });

  it('hears which projects its README does credit, with their lines', () => {
    const finding = findings.find((one) => one.rule === 'upstream-not-credited');
    assert.match(
      finding?.message ?? '',
      /The documents credit Llama 3, SigLIP, Idefics2, LLaVA, LLaVA-UHD and Yi, not MiniCPM-V\./,
    );
    const places = finding?.related.filter((place) => place.path === 'README.md') ?? [];
    assert.equal(places.length, 6);
    assert.ok(places.some((place) => /names OpenBMB/.test(place.message)));
  });
});
