import { strict as assert } from 'node:assert';
import { licenseSpans, upstreamLicense } from '../../../src/licenses/upstream-license.ts';

const file = (path: string, expression: string) => ({ path, expression });
const of = (...args: Parameters<typeof upstreamLicense>): string =>
  upstreamLicense(...args)?.expression ?? 'none';

describe('the license of an upstream', () => {
  const text = [file('COPYING', 'GPL-2.0-only')];

  it('is "or later" where the headers say so, which the text alone cannot', () => {
    assert.equal(of(text, [file('a.c', 'GPL-2.0-or-later'), file('b.c', '')]), 'GPL-2.0-or-later');
    assert.equal(of(text, [file('a.c', 'GPL-2.0-or-later'), file('b.c', 'GPL-2.0-only')]), 'GPL-2.0-only');
    assert.equal(of(text, [file('a.c', 'GPL-3.0-or-later')]), 'GPL-2.0-only');
    assert.equal(of(text, []), 'GPL-2.0-only');
  });

  it('is the LGPL where its text stands beside that of the GPL', () => {
    const pair = [file('COPYING', 'GPL-3.0-only'), file('COPYING.LESSER', 'LGPL-3.0-only')];
    assert.equal(of(pair, []), 'LGPL-3.0-only');
    assert.equal(of(pair, [file('a.c', 'LGPL-3.0-or-later')]), 'LGPL-3.0-or-later');
  });

  it('is a choice where files are named for their licenses', () => {
    const both = [file('LICENSE-APACHE', 'Apache-2.0'), file('LICENSE-MIT', 'MIT')];
    assert.equal(of(both, []), 'Apache-2.0 OR MIT');
    assert.equal(of([file('LICENSE', 'MIT'), file('LICENSE-docs', 'CC-BY-4.0')], []), 'MIT');
  });

  it('is, of several files, the one that all headers name', () => {
    const two = [file('COPYING', 'GPL-2.0-only'), file('COPYING.LIB', 'LGPL-2.1-only')];
    const headers = [file('a.c', 'LGPL-2.1-or-later'), file('b.c', '')];
    assert.equal(of(two, headers), 'LGPL-2.1-or-later');
    assert.equal(of(two, [...headers, file('c.c', 'GPL-2.0-only')]), 'GPL-2.0-only');
  });

  it('is what the sentence says whose text stands in another file', () => {
    const exact = 'GPL-2.0-or-later WITH Classpath-exception-2.0';
    assert.equal(of([file('COPYING', 'GPL-2.0-only'), file('LICENSE', exact)], []), exact);
  });

  it('is what a manifest, a README or else all headers say where no license file states one', () => {
    const headers = [file('a.py', 'MIT'), file('b.py', '')];
    assert.equal(of([], headers, [file('package.json', ''), file('README.md', 'ISC')]), 'ISC');
    assert.equal(of([file('LICENSE', '')], headers, []), 'MIT');
    assert.equal(of([], [...headers, file('c.py', 'ISC')], []), 'none');
  });

  it('is none where nothing states one', () => {
    assert.equal(upstreamLicense([file('LICENSE', '')], [file('a.py', '')]), null);
  });
});

describe('licenses that an upstream had before', () => {
  const state = (date: string, expression: string) => ({ date: `${date}T10:00:00Z`, expression });

  it('stood from one change of the license file to the next', () => {
    const { from, earlier } = licenseSpans(
      [state('2020-05-01', 'MIT'), state('2021-01-01', 'MIT'), state('2022-03-01', 'AGPL-3.0-only')],
      'LICENSE',
    );
    assert.equal(from, '2022-03-01');
    assert.deepEqual(earlier, [
      { expression: 'MIT', source: 'LICENSE', from: '2020-05-01', until: '2022-03-01' },
    ]);
  });

  it('are none where one was never replaced, and one that is not recognised ends none', () => {
    const states = [state('2020-05-01', 'MIT'), state('2021-01-01', ''), state('2022-01-01', 'MIT')];
    assert.deepEqual(licenseSpans(states, 'LICENSE'), { from: '2020-05-01', earlier: [] });
    assert.deepEqual(licenseSpans([], 'LICENSE'), { from: null, earlier: [] });
  });
});
