import assert from 'node:assert/strict';
import { canonicalJson, canonicalPieces } from '../../../../src/mouths/reports/canonical-json.ts';

describe('canonical JSON', () => {
  const whole: Readonly<Record<string, object>> = {
    nothing: {},
    'a member of each kind': { path: 'a', id: 1, none: null, empty: [], object: {}, yes: true },
    lists: { modules: [{ path: 'b', id: 1, deep: [[1, [2]], '0', { 0: 0 }] }, 2, [], {}], z: '0', a: [0] },
    'what JSON leaves out': { a: undefined, b: () => 1, c: [undefined, () => 1, 1], d: undefined },
    'text that looks like JSON': { a: '],\n', b: ['],\n', '}\n'], c: '{"": [0]}' },
    'keys that mean something': JSON.parse(
      '{"__proto__": [1, {"__proto__": 2}], "constructor": {"__proto__": 1}}',
    ),
    'text of every kind': { a: ['\u2028 \ud800 \0 "', 'é', '模型'], '模\n型': ['"'] },
  };
  for (const [what, value] of Object.entries(whole)) {
    it(`is the same in pieces: ${what}`, () => {
      const pieces = [...canonicalPieces(value)];
      assert.equal(pieces.join(''), canonicalJson(value));
    });
  }

  it('comes in a piece for each item of a list', () => {
    const modules = Array.from({ length: 50 }, (_, id) => ({ id, text: 'x'.repeat(1000) }));
    const pieces = [...canonicalPieces({ modules, findings: [] })];
    assert.ok(pieces.length > 50);
    assert.ok(pieces.every((piece) => piece.length < 1100));
  });
});
