import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from '../../src/host/portfolio/folder-lock.ts';
import { madeModule, madeRepositories } from './made-repositories.ts';
import { type Place, portfolio, portfolioBeside, startPortfolio } from './run-portfolio.ts';

const SECRET = 'a secret of sixteen bytes and more';

interface Received {
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A receiver on loopback that answers with what a test sets. */
function receiver(): { readonly got: Received[]; readonly server: Server; status: number } {
  const state = {
    got: [] as Received[],
    status: 204,
    server: createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        state.got.push({ body, headers: request.headers });
        response.writeHead(state.status).end();
      });
    }),
  };
  return state;
}

describe('the watch of a portfolio', function () {
  this.timeout(240_000);
  const made = madeRepositories();
  const folder = mkdtempSync(join(tmpdir(), 'forebear-watch-'));
  const place: Place = {
    name: 'watched',
    options: ['--store', join(folder, 'store')],
    environment: { FOREBEAR_WEBHOOK_SECRET: SECRET },
  };
  const hook = receiver();
  let address = '';
  before(async () => {
    await new Promise<void>((resolve) => hook.server.listen(0, '127.0.0.1', resolve));
    const at = hook.server.address();
    address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/news`;
    for (const name of ['a', 'b', 'c'])
      made.commit(name, { 'code.py': madeModule(name.charCodeAt(0), name) }, '2024-01-01T00:00:00+00:00');
    portfolio(place, 'add', made.folder);
  });
  after(() => {
    hook.server.close();
    made.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes on where a killed run stopped', async () => {
    const child = startPortfolio(place, 'run');
    // On a fast machine it may have ended by itself before it is killed.
    const closed = new Promise((resolve) => child.once('close', resolve));
    await sleep(1500);
    child.kill('SIGKILL');
    await closed;
    const run = portfolio(place, 'run');
    assert.equal(run.code, 0, run.err);
    assert.match(portfolio(place, 'run').out, /^0 revisions audited, 3 unchanged\.$/m);
  });

  it('lets one process at a time use a folder, and no workers', () => {
    const held = lockFolder(join(folder, 'store'));
    assert.ok(held.ok);
    const refused = portfolio(place, 'ask', 'duties');
    assert.equal(refused.code, 2);
    assert.match(
      refused.err,
      new RegExp(`process ${process.pid} on this machine works with the portfolio.*DATABASE_URL`),
    );
    held.value();
    const worker = portfolio(place, 'worker');
    assert.equal(worker.code, 2);
    assert.match(worker.err, /workers share a server/);
  });

  it('posts what is new, signed so that the receiver can tell whose it is', async () => {
    const run = await portfolioBeside(place, 'run', '--webhook', address);
    assert.equal(run.code, 0, run.err);
    assert.equal(hook.got.length, 1);
    const [{ body = '', headers = {} } = {}] = hook.got;
    const signature = createHmac('sha256', SECRET)
      .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
      .digest('base64');
    assert.equal(headers['webhook-signature'], `v1,${signature}`);
    const told = JSON.parse(body) as { changes: { repository: string }[] };
    assert.deepEqual(told.changes.map(({ repository }) => repository).sort(), ['a', 'b', 'c']);
    assert.ok(!body.includes(SECRET));
  });

  it('posts nothing where nothing is new, and again what was not taken', async () => {
    hook.got.length = 0;
    await portfolioBeside(place, 'run', '--webhook', address);
    assert.equal(hook.got.length, 0);
    made.commit(
      'a',
      { LICENSE: 'MIT License\n\nCopyright (c) 2024 Lake Lab\n' },
      '2024-02-01T00:00:00+00:00',
    );
    hook.status = 500;
    const failed = await portfolioBeside(place, 'run', '--webhook', address);
    assert.equal(failed.code, 2);
    assert.match(failed.err, /it answered 500\. The next run tells it again/);
    assert.equal(hook.got.length, 3);
    assert.equal(new Set(hook.got.map(({ headers }) => headers['webhook-id'])).size, 1);
    hook.status = 204;
    hook.got.length = 0;
    assert.equal((await portfolioBeside(place, 'run', '--webhook', address)).code, 0);
    assert.equal(hook.got.length, 1);
  });

  it('refuses a webhook without a secret, or to another machine in the clear', () => {
    const bare = { ...place, environment: { FOREBEAR_WEBHOOK_SECRET: '' } };
    assert.match(portfolio(bare, 'run', '--webhook', address).err, /FOREBEAR_WEBHOOK_SECRET/);
    for (const wrong of [
      'http://example.org/x',
      'https://user:word@example.org/x',
      'file:///etc/passwd',
      'nothing',
    ])
      assert.equal(portfolio(place, 'run', '--webhook', wrong).code, 3, wrong);
  });

  it('writes feeds of what is new', () => {
    const feed = portfolio(place, 'changed', '--since', '2020-01-01', '--feed', 'json', '--fail-on', 'never');
    assert.equal(feed.code, 0, feed.err);
    const parsed = JSON.parse(feed.out) as { version: string; items: { title: string }[] };
    assert.equal(parsed.version, 'https://jsonfeed.org/version/1.1');
    assert.match(parsed.items[0]?.title ?? '', /^a: /);
    const atom = portfolio(
      place,
      'changed',
      '--since',
      '2020-01-01',
      '--feed',
      'atom',
      '--fail-on',
      'never',
    ).out;
    assert.match(
      atom,
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/,
    );
    assert.equal(atom.split('<entry>').length - 1, parsed.items.length);
  });

  it('says what is wrong with a command line', () => {
    const wrong: readonly (readonly [args: readonly string[], said: RegExp])[] = [
      [['asq'], /not "asq"\. Did you mean ask\?/],
      [['ask', 'descendents', 'x'], /Did you mean descendants\?/],
      [['ask', 'holders'], /ask holders PATH:SYMBOL/],
      [['changed'], /--since last/],
      [['changed', '--since', 'yesterday'], /takes a date/],
      [['ask', 'duties', '--again'], /it goes with portfolio run/],
      [['export'], /--output DIR/],
    ];
    for (const [args, said] of wrong) {
      const run = portfolio({ ...place, options: [] }, ...args);
      assert.equal(run.code, 3, args.join(' '));
      assert.match(run.err, said);
    }
  });
});
