import assert from 'node:assert/strict';
import { headerLineHash } from '../../../src/catalogue/header-facts.ts';
import { headerFate, kindestFate, restoredLines } from '../../../src/credit/headers.ts';
import { wordingOf } from '../../../src/credit/notice-wordings.ts';
import type { UpstreamHeader } from '../../../src/model/evidence.ts';

const MIT = 'Licensed under the MIT license.';
const header = (copyrights: readonly string[], lines: readonly string[], license = ''): UpstreamHeader => ({
  copyrights,
  licenseExpression: license,
  lineHashes: lines.map(headerLineHash),
});
/** A copy's header as its lines; those that state a copyright are read as such. */
const local = (...lines: string[]) => ({
  header: lines.map((line) => `# ${line}`).join('\n'),
  copyrights: lines.filter((line) => /copyright/i.test(line)).map((text) => ({ text })),
});
const HERON = 'Copyright 2020 Heron Lab';
const STORK = 'Copyright 2021 Stork Lab';
const fate = (upstream: UpstreamHeader, ...lines: string[]): string => {
  const found = headerFate(upstream, local(...lines));
  if (found === null) return 'nothing to keep';
  const { fate, missing, instead } = found;
  return [
    fate,
    ...(missing.length ? [`missing ${missing.join()}`] : []),
    ...(instead.length ? [`instead ${instead.join()}`] : []),
  ].join('; ');
};

describe('what became of a header', () => {
  const one = header([HERON], [HERON, MIT], 'MIT');

  it('is nothing where there was none to keep', () => {
    assert.equal(fate(header([], [])), 'nothing to keep');
    assert.equal(fate(header(['The copyright holder may not'], [])), 'nothing to keep');
    assert.equal(fate(header([], [MIT], 'MIT')), 'lost');
    assert.equal(fate(header([], [], 'MIT')), 'lost');
  });

  it('is kept with every holder, or with half of its lines where it names none', () => {
    assert.equal(fate(one, HERON, MIT), 'kept');
    assert.equal(fate(one, HERON), 'kept');
    assert.equal(fate(one, 'Copyright (c) 2020-2022 Heron Lab'), 'kept');
    assert.equal(fate(header([], [MIT, 'a line'], 'MIT'), MIT), 'kept');
    assert.equal(fate(header([], [MIT, 'a line', 'another'], 'MIT'), MIT), 'lost');
  });

  it('is other years where the holder is named with years that do not hold it', () => {
    assert.equal(
      fate(one, 'Copyright 2022 Heron Lab'),
      `other-years; missing ${HERON}; instead Copyright 2022 Heron Lab`,
    );
  });

  it('is another holder where somebody else stands and nobody of the upstream’s', () => {
    assert.equal(fate(one, STORK, MIT), `other-holder; missing ${HERON}; instead ${STORK}`);
  });

  it('is altered where some holders or most lines are left', () => {
    const two = header([HERON, STORK], [HERON, STORK, MIT], 'MIT');
    assert.equal(fate(two, HERON), `lost; missing ${STORK}`);
    assert.equal(fate(two, HERON, MIT), `altered; missing ${STORK}`);
    assert.equal(
      fate(two, HERON, 'Copyright 2022 Crane'),
      `lost; missing ${STORK}; instead Copyright 2022 Crane`,
    );
    assert.equal(
      fate(two, 'Copyright 2019 Stork Lab'),
      `altered; missing ${HERON},${STORK}; instead Copyright 2019 Stork Lab`,
    );
    assert.equal(fate(one, MIT), `altered; missing ${HERON}`);
    assert.equal(fate(header([HERON], [HERON, MIT, 'more'], 'MIT'), MIT), `lost; missing ${HERON}`);
  });

  it('is lost where neither is left', () => {
    assert.equal(fate(one, 'A pooler.'), `lost; missing ${HERON}`);
    assert.equal(fate(one), `lost; missing ${HERON}`);
  });

  it('over several states is the kindest, where the matched state has one to keep', () => {
    const of = (states: readonly UpstreamHeader[], ...lines: string[]) => {
      const found = kindestFate(states, local(...lines));
      return found === null ? null : `${found.fate.fate} ${states.indexOf(found.header)}`;
    };
    const other = header([STORK], [STORK], '');
    assert.equal(of([one, other], STORK), 'kept 1');
    assert.equal(of([other, one], STORK), 'kept 0');
    assert.equal(of([one, other], 'Copyright 2019 Stork Lab'), 'other-years 1');
    assert.equal(of([one, other], MIT), 'altered 0');
    assert.equal(of([one, header([], [])], 'x'), 'lost 0');
    assert.equal(of([header([], []), one], HERON), null);
    assert.equal(of([], HERON), null);
  });
});

describe('a header that is put back', () => {
  it('has the lines that are known, in order, and copyright lines without a place first', () => {
    assert.deepEqual(restoredLines(header([HERON], ['a line', HERON, MIT])), [HERON, MIT]);
    assert.deepEqual(restoredLines(header([HERON, STORK], [MIT, HERON])), [STORK, MIT, HERON]);
    assert.deepEqual(restoredLines(header([], ['a line'])), []);
  });

  it('has the lines of common notices as they are written', () => {
    assert.equal(
      wordingOf(headerLineHash('licensed under the MIT license')),
      'Licensed under the MIT license.',
    );
    assert.equal(wordingOf(headerLineHash('all rights reserved')), 'All rights reserved.');
    assert.equal(wordingOf(headerLineHash('a line of nobody')), null);
  });
});
