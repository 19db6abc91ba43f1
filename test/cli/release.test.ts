import { strict as assert } from 'node:assert';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forebearIn, freshFolder } from './run-forebear.ts';

describe('forebear release', () => {
  it('ends as an audit does, and its commands mend what it says is missing', () => {
    const folder = freshFolder();
    cpSync('examples', folder, { recursive: true });
    const release = (...more: readonly string[]) =>
      forebearIn(folder, 'release', 'tiny-vlm', '--catalogue', 'catalogue', '--no-cache', ...more);
    const first = release();
    assert.equal(first.code, 1, first.err);
    assert.match(first.out, /^Release of tiny-vlm +NOT READY$/m);
    const command = /forebear (fix [\d ]+--in tiny-vlm --catalogue catalogue)/.exec(first.out)?.[1];
    assert.ok(command !== undefined);
    const fixed = forebearIn(folder, ...command.split(' '), '--yes', '--no-cache');
    assert.match(fixed.err, /^Written: /m);
    writeFileSync(join(folder, 'tiny-vlm/forebear.spdx.json'), '{}');
    const { items } = JSON.parse(release('--format', 'json').out) as {
      readonly items: readonly { readonly name: string; readonly state: string }[];
    };
    const stateOf = (name: string) => items.find((item) => item.name === name)?.state;
    assert.equal(stateOf('Credited'), 'done');
    assert.equal(stateOf('Bill of materials'), 'done');
  });

  it('ends with 2 for an empty folder and with 3 for two folders', () => {
    assert.equal(forebearIn(freshFolder(), 'release').code, 2);
    assert.equal(forebearIn(freshFolder(), 'release', 'a', 'b').code, 3);
  });
});
