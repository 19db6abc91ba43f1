import assert from 'node:assert/strict';
import type { CopyrightLine, Evidence } from '../../../src/model/evidence.ts';
import { headerHolders } from '../../../src/rules/header-licenses.ts';

const line = (holder: string, at: number): CopyrightLine => ({
  line: at,
  text: `Copyright (c) 2022 ${holder}`,
  holder,
  years: [2022],
});
const FILES = ['a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py', 'ops/g.py'];

const foreign = (own: readonly string[], licensed: string): readonly string[] =>
  headerHolders({
    paths: ['LICENSE', ...FILES],
    headers: new Map(),
    copyrights: new Map<string, readonly CopyrightLine[]>([
      ['LICENSE', [line(licensed, 3)]],
      ...FILES.map((path) => [path, (path.startsWith('ops') ? ['Crane'] : own).map(line)] as const),
    ]),
  } as unknown as Evidence).foreign('ops/g.py');

describe('holders of headers who are not the repository', () => {
  it('are the others in files of which half name the holder of its license too', () =>
    assert.deepEqual(foreign(['Finch', 'Crane'], 'Finch'), ['Crane']));
  it('are not those whom half of the files name where the license names somebody else', () =>
    assert.deepEqual(foreign(['Crane'], 'Finch'), []));
});
