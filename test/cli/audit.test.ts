import { strict as assert } from 'node:assert';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../../src/model/report.ts';
import { matchesBlock, matchesGolden } from '../golden.ts';
import { forebear, forebearCachedIn, forebearIn, freshFolder, parseResult } from './run-forebear.ts';

const CATALOGUE = ['--catalogue', 'examples/catalogue'];

function audited(...args: readonly string[]): AuditReport {
  const run = forebear('audit', ...args, '--format', 'json', '--fail-on', 'never', '--no-cache');
  assert.equal(run.code, 0, run.err);
  return parseResult<AuditReport>('report.schema.json', run.out);
}

/** The example outside of any repository: its report depends on no commit. */
function exampleCopy(): string {
  const folder = join(freshFolder(), 'tiny-vlm');
  cpSync('examples/tiny-vlm', folder, { recursive: true });
  return folder;
}

describe('forebear audit', () => {
  it('tells the bundled example apart: one module credited in its file, one renamed and not', () => {
    const folder = exampleCopy();
    const report = audited(folder, ...CATALOGUE);
    const of = (path: string) =>
      report.modules.filter((module) => module.path === path && module.matches.length > 0);
    for (const path of ['tinyvlm/pooler.py', 'tinyvlm/scan_grid.py']) {
      assert.ok(
        of(path).some(
          (module) =>
            module.matches[0]?.upstream === 'heron-vl' && module.matches[0].strength === 'conclusive',
        ),
        path,
      );
    }
    assert.deepEqual(of('tinyvlm/receipt_reader.py'), []);
    assert.deepEqual(
      report.lineage.map((one) => [one.upstream, one.credited]),
      [['heron-vl', 'partly']],
    );
    const renames = of('tinyvlm/scan_grid.py').flatMap((module) => module.matches[0]?.renames ?? []);
    assert.ok(renames.some(([from, to]) => from === 'tile_image' && to === 'cut_scan'));
    const lost = report.findings.filter((finding) => finding.rule === 'upstream-header-lost');
    assert.deepEqual(
      lost.map((finding) => finding.path),
      ['tinyvlm/scan_grid.py'],
    );
  });

  it('prints a report a person can read', () => {
    const folder = freshFolder();
    cpSync('examples', join(folder, 'examples'), { recursive: true });
    const run = (...more: readonly string[]) =>
      forebearIn(folder, 'audit', 'examples/tiny-vlm', ...CATALOGUE, '--no-cache', ...more);
    assert.equal(run().code, 1);
    matchesGolden('tiny-vlm.txt', run().out);
    matchesBlock('README.md', '<!-- the next block is compared with what the command prints -->', run().out);
    matchesGolden('tiny-vlm-full.txt', run('--full').out);
  });

  it('gives the same bytes for any number of workers, with and without the cache', () => {
    const folder = exampleCopy();
    const cache = freshFolder();
    const runs = [['--jobs', '1', '--no-cache'], ['--jobs', '2', '--no-cache'], [], []].map((options) =>
      forebearCachedIn(cache, 'audit', folder, ...CATALOGUE, '--format', 'json', ...options),
    );
    assert.equal(new Set(runs.map((run) => run.out)).size, 1);
    assert.ok(existsSync(join(cache, 'analyses')));
  });

  it('audits what it can of a folder of traps, and names the rest', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'pkg'));
    cpSync('examples/tiny-vlm/tinyvlm/scan_grid.py', join(folder, 'pkg/grid.py'));
    writeFileSync(join(folder, 'pkg/not_python.py'), '<html><body>{{{ ((( nothing here </body>\n'.repeat(20));
    writeFileSync(
      join(folder, 'pkg/huge.py'),
      `TABLE = [\n${'  [1, 2, 3, 4, 5, 6, 7, 8],\n'.repeat(800_000)}]\n`,
    );
    writeFileSync(
      join(folder, 'pkg/latin.py'),
      Buffer.from([0x78, 0x20, 0x3d, 0x20, 0x27, 0xe9, 0xff, 0xfe, 0x27, 0x0a]),
    );
    writeFileSync(join(folder, 'pkg/data.bin'), Buffer.alloc(5000));
    symlinkSync('..', join(folder, 'pkg/loop'));
    symlinkSync('/etc/hostname', join(folder, 'pkg/outside.py'));
    assert.equal(forebear('audit', folder, ...CATALOGUE, '--no-cache').code, 2, 'part was not looked at');
    const report = audited(folder, ...CATALOGUE, '--allow-partial');
    assert.equal(report.partial, true);
    const reasons = new Map(report.notExamined.map(({ path, reason }) => [path, reason]));
    for (const path of ['pkg/huge.py', 'pkg/latin.py', 'pkg/loop', 'pkg/outside.py', 'pkg/data.bin']) {
      assert.ok(reasons.has(path), `${path} is not named`);
      assert.ok(!(reasons.get(path) ?? '').includes('\n'));
    }
    assert.ok(
      report.modules.some(
        (module) => module.path === 'pkg/grid.py' && module.matches[0]?.upstream === 'heron-vl',
      ),
    );
  });

  it('has nothing to say of an empty folder, and of one without code', () => {
    const empty = freshFolder();
    const bare = audited(empty, '--allow-partial');
    assert.deepEqual([bare.modules, bare.lineage, bare.target.files], [[], [], 0]);
    writeFileSync(join(empty, 'picture.png'), Buffer.alloc(100));
    const report = audited(empty, '--allow-partial');
    assert.deepEqual(
      report.notExamined.map(({ path }) => path),
      ['picture.png'],
    );
  });

  it('ends with 2 where there is nothing to examine, in every format', () => {
    const empty = freshFolder();
    for (const format of ['text', 'json', 'sarif', 'html']) {
      const run = forebear('audit', empty, '--format', format, '--no-cache');
      assert.equal(run.code, 2);
      assert.match(run.err, /holds nothing to examine\. Check the path\.\n$/);
    }
  });

  it('does not stop at a file that nests without end', () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'deep.py'), `x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`);
    writeFileSync(
      join(folder, 'sum.py'),
      `def f(a):\n    return ${Array.from({ length: 5000 }, (_, at) => `a${at}`).join(' + ')}\n`,
    );
    cpSync('examples/tiny-vlm/tinyvlm/scan_grid.py', join(folder, 'grid.py'));
    const report = audited(folder, ...CATALOGUE);
    assert.ok(report.modules.some((module) => module.path === 'grid.py' && module.matches.length > 0));
  });

  it('mends what it can, shows it first, and finds less afterwards', () => {
    const folder = exampleCopy();
    const before = audited(folder, ...CATALOGUE);
    const shown = forebear('audit', folder, ...CATALOGUE, '--fix', '--no-cache');
    assert.match(shown.out, /^\+/m);
    assert.deepEqual(audited(folder, ...CATALOGUE), before);
    const fixed = forebear('audit', folder, ...CATALOGUE, '--fix', '--yes', '--no-cache');
    assert.ok(fixed.code === 0 || fixed.code === 1, fixed.err);
    const after = audited(folder, ...CATALOGUE);
    assert.ok(after.findings.length < before.findings.length);
    assert.match(
      readFileSync(join(folder, 'tinyvlm/scan_grid.py'), 'utf8'),
      /Copyright 2023 The Heron-VL Contributors/,
    );
  });

  it('keeps to the exit codes', () => {
    const folder = exampleCopy();
    assert.equal(forebear('audit', folder, ...CATALOGUE).code, 1);
    assert.equal(forebear('audit', folder, ...CATALOGUE, '--fail-on', 'never').code, 0);
    assert.equal(forebear('audit', join(folder, 'nowhere')).code, 2);
    assert.equal(forebear('audit', folder, '--format', 'paper').code, 3);
    assert.equal(forebear('audit', folder, '--catalogue', join(folder, 'README.md')).code, 2);
    rmSync(folder, { recursive: true });
  });
});

describe('forebear audit of real repositories', () => {
  const mirror = process.env.FOREBEAR_MIRROR;
  const clone = (owner: string, name: string): string =>
    (mirror ?? '').replace('{owner}', owner).replace('{name}', name);

  before(function () {
    if (mirror === undefined || !existsSync(clone('hbcbh1999', 'llama3v'))) {
      console.log('      skipped: FOREBEAR_MIRROR names no folder of bare clones');
      this.skip();
    }
  });

  it('leads the founding case to MiniCPM-Llama3-V 2.5, with the roles, and not to LLaVA-UHD', () => {
    const report = audited(clone('hbcbh1999', 'llama3v'), '--rev', 'faede36');
    const roles = (path: string): string[] =>
      report.modules.filter((module) => module.path === path).map((module) => module.role);
    assert.ok(
      ['slicing', 'spatial-schema'].every((role) => roles('llama3v/image_processing.py').includes(role)),
    );
    assert.ok(
      ['resampler', 'position-embedding'].every((role) => roles('llama3v/projection.py').includes(role)),
    );
    assert.deepEqual(
      report.lineage
        .filter((one) => one.relation !== 'ancestor')
        .map((one) => [one.upstream, one.version, one.strength, one.credited]),
      [['minicpm-v', 'minicpm-llama3-v-2.5-launch', 'conclusive', 'no']],
    );
    // One modeling file explains slicing and spatial schema together; MiniCPM-V 2.0 has the same slicing.
    for (const role of ['slicing', 'spatial-schema', 'resampler']) {
      const match = report.modules.find((module) => module.role === role)?.matches[0];
      assert.equal(match?.version, 'minicpm-llama3-v-2.5-launch', role);
      if (role === 'spatial-schema') continue;
      assert.ok((match?.containment.local ?? 0) >= 0.6, role);
      if (role === 'slicing') assert.ok(match?.ties.includes('minicpm-v-2.0'));
    }
    assert.deepEqual(
      report.lineage.filter((one) => one.relation === 'ancestor').map((one) => one.upstream),
      ['qwen-vl', 'mae'],
    );
    assert.ok(report.modules.every((module) => module.matches.every((match) => match.precedes === true)));
    const credit = report.findings.find((finding) => finding.rule === 'upstream-not-credited');
    assert.match(credit?.message ?? '', /Llama.*SigLIP.*Idefics2.*LLaVA.*LLaVA-UHD.*Yi.*not MiniCPM-V/s);
    assert.ok(report.findings.some((finding) => finding.rule === 'repository-without-license'));
    assert.ok(
      report.notExamined.some(
        ({ path, reason }) => path === 'llama3v/tokenizer.json' && /288bd3af/.test(reason),
      ),
    );
  });

  for (const [owner, name, revision, ancestor, symbol] of [
    ['HwwwwwwwH', 'MiniCPM-V-2', '3d0e971', 'qwen-vl', 'Resampler'],
    ['theonlyengine', 'VQA_Model', '8ca9165', 'qwen-vl', 'Resampler'],
    ['OpenBMB', 'OmniLMM', '08ae772', 'qwen-vl', 'Resampler'],
    ['deepseek-ai', 'DeepSeek-VL', '681bffb', 'segment-anything', 'ImageEncoderViT'],
    ['Ucas-HaoranWei', 'Vary', 'HEAD', 'segment-anything', 'ImageEncoderViT'],
    ['facebookresearch', 'DiT', 'ed81ce2', 'mae', 'get_2d_sincos_pos_embed'],
  ] as const) {
    it(`names ${ancestor} as the ancestor of what ${name} has from it`, function () {
      if (!existsSync(clone(owner, name))) this.skip();
      const report = audited(clone(owner, name), '--rev', revision);
      const lineage = report.lineage.find((one) => one.upstream === ancestor);
      assert.ok(lineage !== undefined);
      assert.ok(lineage.why.some((step) => step.includes(symbol)));
    });
  }

  for (const [owner, name, project] of [
    ['karpathy', 'nanoGPT', 'nanogpt'],
    ['openai', 'CLIP', 'clip'],
    ['haotian-liu', 'LLaVA', 'llava'],
  ] as const) {
    it(`recognises ${name} as itself and asks nothing of it`, function () {
      if (!existsSync(clone(owner, name))) this.skip();
      const report = audited(clone(owner, name));
      assert.deepEqual(
        report.lineage.map((one) => [one.upstream, one.relation]),
        [[project, 'self']],
      );
      assert.deepEqual(report.findings, []);
    });
  }
});
