import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annotations, MOST_ANNOTATIONS } from '../../../../src/mouths/action/annotations.ts';
import { readInputs } from '../../../../src/mouths/action/inputs.ts';
import { runAction } from '../../../../src/mouths/action/run-action.ts';
import { COMMENT_MARK } from '../../../../src/mouths/reports/review/review-markdown.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { hostile } from '../../../fixtures/reports/other-shapes.ts';
import { type ScratchRepository, scratchRepository } from '../../host/git/scratch-repository.ts';
import { toyAudit } from '../../host/review/toy-audit.ts';

describe('the action', () => {
  let repository: ScratchRepository;
  let temp: string;
  let base: string;
  beforeEach(() => {
    temp = mkdtempSync(join(tmpdir(), 'forebear-runner-'));
    repository = scratchRepository();
    repository.write('LICENSE', 'Apache-2.0\n');
    repository.write('README.md', '# Toy\n');
    repository.write('old.py', 'import torch\n# from lantern\nx = 1\n');
    base = repository.commit('2024-05-01T00:00:00+00:00');
    repository.write('new.py', 'import torch\n# from harbor\ny = 1\n');
    repository.commit('2024-05-02T00:00:00+00:00');
  });
  afterEach(() => {
    repository.remove();
    rmSync(temp, { recursive: true, force: true });
  });

  async function run(inputs: Record<string, string> = {}, extra: Record<string, string> = {}) {
    const lines: string[] = [];
    const event = join(temp, 'event.json');
    const file = (name: string): string => {
      writeFileSync(join(temp, name), '');
      return join(temp, name);
    };
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7, base: { sha: base } } }));
    const code = await runAction({
      environment: {
        GITHUB_WORKSPACE: repository.dir,
        GITHUB_EVENT_PATH: event,
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_REPOSITORY: 'team/toy',
        GITHUB_OUTPUT: file('output'),
        GITHUB_STEP_SUMMARY: file('summary.md'),
        RUNNER_TEMP: temp,
        ...Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
        ),
        ...extra,
      },
      audit: ({ root, rev }, signal) => toyAudit(root)(rev ?? 'HEAD', () => {}, signal),
      print: (line) => lines.push(line),
      today: '2026-01-01',
      signal: new AbortController().signal,
    });
    const outputs = Object.fromEntries(
      readFileSync(join(temp, 'output'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    return { code, lines, outputs, summary: readFileSync(join(temp, 'summary.md'), 'utf8') };
  }

  it('reviews a pull request: summary, annotations on changed lines, SARIF, outputs and exit code', async () => {
    const { code, lines, outputs, summary } = await run({ 'fail-on': 'warning' });
    assert.equal(code, 1);
    assert.deepEqual([outputs.new, outputs.fixed, outputs.counted], ['2', '0', '2']);
    assert.ok(
      lines.some((line) => line.startsWith('::warning file=new.py,line=2,title=Forebear%3A header-lost::')),
    );
    assert.match(summary, /2 new, 0 worsened, 0 fixed, 2 unchanged/);
    const log = JSON.parse(readFileSync(outputs.sarif ?? '', 'utf8'));
    assert.equal(log.version, '2.1.0');
    assert.ok(readFileSync(outputs.comment ?? '', 'utf8').startsWith(COMMENT_MARK));
    assert.equal(JSON.parse(readFileSync(outputs.report ?? '', 'utf8')).counts.new, 2);
  });

  it('says the same number in the log, the summary, the outputs and the annotations', async () => {
    const { lines, outputs, summary } = await run();
    const said = outputs.summary ?? 'none';
    assert.ok(lines.at(-1)?.includes(said));
    assert.ok(summary.includes(`**${said}**`));
    assert.equal(
      lines.filter((line) => /^::(error|warning|notice) file=/.test(line)).length,
      Number(outputs.findings),
    );
  });

  it('passes when nothing at the level was brought in', async () => {
    assert.equal((await run({ 'fail-on': 'never' })).code, 0);
  });

  it('audits the whole tree when there is no pull request', async () => {
    const { code, outputs } = await run({ 'fail-on': 'error' }, { GITHUB_EVENT_PATH: '' });
    assert.equal(code, 1);
    assert.equal(outputs.new, undefined);
    assert.ok(Number(outputs.findings) >= 3);
  });

  it('takes the level from the policy of the repository, and lets the input win', async () => {
    const whole = { GITHUB_EVENT_PATH: '' };
    repository.write('.forebear.json', '{"failOn":"never"}');
    assert.equal((await run({}, whole)).code, 0);
    assert.equal((await run({ 'fail-on': 'warning' }, whole)).code, 1);
    // A change cannot pass its own review by bringing a policy along.
    assert.equal((await run()).code, 1);
    repository.write('.forebear.json', '{"failon":"never"}');
    const wrong = await run({}, whole);
    assert.equal(wrong.code, 2);
    assert.match(wrong.lines.join(), /"failon" is not a key/);
  });

  it('stops with the command that helps when the base is not in the checkout', async () => {
    const { code, lines } = await run({ base: '0123456789012345678901234567890123456789' });
    assert.equal(code, 2);
    assert.match(lines.join('\n'), /^::error title=Forebear::.*`git fetch origin 0123456789/);
  });

  it('ends with 2 when part of the change was not examined, unless that is accepted', async () => {
    repository.git('update-index', '--add', '--cacheinfo', `160000,${base},module`);
    repository.git('commit', '-q', '-m', 'Add a submodule');
    assert.equal((await run({ 'fail-on': 'never' })).code, 2);
    assert.equal((await run({ 'fail-on': 'never', 'allow-partial': 'true' })).code, 0);
  });

  describe('with a token', () => {
    let server: Server;
    let calls: { method: string; url: string; body: string; authorization: string }[];
    let comments: { id: number; body: string }[];
    let refuse = false;
    beforeEach(async () => {
      calls = [];
      comments = [{ id: 1, body: 'A person says hello.' }];
      refuse = false;
      server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk) => {
          body += chunk;
        });
        request.on('end', () => {
          const { method = '', url = '' } = request;
          calls.push({ method, url, body, authorization: request.headers.authorization ?? '' });
          if (refuse) response.writeHead(403).end('{}');
          else if (method === 'GET') response.writeHead(200).end(JSON.stringify(comments));
          else {
            const text: string = JSON.parse(body).body;
            if (method === 'POST') comments.push({ id: 9, body: text });
            else
              comments = comments.map((item) =>
                url.endsWith(`/${item.id}`) ? { ...item, body: text } : item,
              );
            response.writeHead(200).end('{}');
          }
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterEach(() => new Promise((resolve) => server.close(resolve)));

    const api = () => ({ GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

    it('adds one comment, edits it when the result changes, and leaves it when it does not', async () => {
      await run({ token: 'secret' }, api());
      assert.deepEqual(
        calls.map((call) => call.method),
        ['GET', 'POST'],
      );
      assert.equal(calls[0]?.url, '/repos/team/toy/issues/7/comments?per_page=100&page=1');
      assert.equal(calls[0]?.authorization, 'Bearer secret');
      await run({ token: 'secret' }, api());
      assert.deepEqual(
        calls.map((call) => call.method),
        ['GET', 'POST', 'GET'],
      );
      repository.write('more.py', '# from beacon\n');
      repository.commit('2024-05-03T00:00:00+00:00');
      await run({ token: 'secret' }, api());
      assert.equal(calls.at(-1)?.method, 'PATCH');
      assert.equal(comments.length, 2);
      assert.match(comments[1]?.body ?? '', /beacon|more\.py/);
    });

    it('only warns when it may not comment, and keeps the token out of the log', async () => {
      refuse = true;
      const { code, lines } = await run({ token: 'secret', 'fail-on': 'never' }, api());
      assert.equal(code, 0);
      assert.match(lines.join(), /pull-requests: write/);
      assert.doesNotMatch(lines.join(), /secret/);
    });
  });
});

describe('inputs of the action', () => {
  const environment = { GITHUB_WORKSPACE: '/w' };
  it('keep paths inside the workspace', () => {
    for (const path of ['..', '../x', '/etc', 'a/../../x']) {
      assert.equal(readInputs({ ...environment, INPUT_PATH: path }).ok, false, path);
      assert.equal(readInputs({ ...environment, 'INPUT_SARIF-FILE': path }).ok, false, path);
    }
    const good = readInputs({ ...environment, INPUT_PATH: './models/..foo' });
    assert.equal(good.ok && good.value.folder, 'models/..foo');
  });

  it('name the words that they take', () => {
    const wrong = readInputs({ ...environment, 'INPUT_FAIL-ON': 'always' });
    assert.match(wrong.ok ? '' : wrong.message, /error, warning, note, never/);
    assert.equal(readInputs({ ...environment, 'INPUT_ALLOW-PARTIAL': 'maybe' }).ok, false);
  });
});

describe('annotations', () => {
  it('stay within the limit, heaviest first', () => {
    const [finding] = foundingShape.findings;
    assert.ok(finding !== undefined);
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...finding,
      level: index === 29 ? ('error' as const) : ('note' as const),
    }));
    const lines = annotations(many, '');
    assert.equal(lines.length, MOST_ANNOTATIONS);
    assert.match(lines[0] ?? '', /^::error /);
  });

  it('cannot be ended or forged by what a repository says', () => {
    const odd = hostile(foundingShape).findings.map((item) => ({ ...item, path: 'a,line=9::x\n::error::y' }));
    for (const line of annotations(odd, 'sub')) {
      assert.doesNotMatch(line, /[\r\n]/);
      assert.match(line, /^::(?:error|warning|notice) file=sub\/[^:,]*,line=\d+,title=[^:,]*::/);
    }
  });
});
