import { strict as assert } from 'node:assert';
import { upstreamLicense } from '../../../src/licenses/upstream-license.ts';

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

  it('is none where no file states one', () => {
    assert.equal(upstreamLicense([file('LICENSE', '')], [file('a.py', 'MIT')]), null);
  });
});
