import { strict as assert } from 'node:assert';
import { cacheFolderOn } from '../../../../src/host/store/cache-folder.ts';

describe('the folder for caches', () => {
  const on = (
    platform: NodeJS.Platform,
    home: string,
    environment: Readonly<Record<string, string>> = {},
  ): string => cacheFolderOn({ platform, home, environment });

  it('is that of the platform', () => {
    assert.equal(on('linux', '/home/a'), '/home/a/.cache/forebear');
    assert.equal(on('darwin', '/Users/a'), '/Users/a/Library/Caches/forebear');
    assert.equal(on('win32', 'C:\\Users\\a'), 'C:\\Users\\a\\AppData\\Local\\forebear\\Cache');
  });

  it('follows what the system says', () => {
    assert.equal(on('linux', '/home/a', { XDG_CACHE_HOME: '/var/c' }), '/var/c/forebear');
    assert.equal(on('win32', 'C:\\Users\\a', { LOCALAPPDATA: 'D:\\Local' }), 'D:\\Local\\forebear\\Cache');
  });

  it('does not follow a relative folder, which would lie in what is audited', () => {
    assert.equal(on('linux', '/home/a', { XDG_CACHE_HOME: 'cache' }), '/home/a/.cache/forebear');
    assert.equal(
      on('win32', 'C:\\Users\\a', { LOCALAPPDATA: '' }),
      'C:\\Users\\a\\AppData\\Local\\forebear\\Cache',
    );
  });

  it('is FOREBEAR_CACHE where that is set', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      assert.equal(on(platform, '/home/a', { FOREBEAR_CACHE: '/own', XDG_CACHE_HOME: '/x' }), '/own');
    }
  });
});
