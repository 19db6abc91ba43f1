import { strict as assert } from 'node:assert';
import { findSightings, indexWords } from '../../../../src/engine/file/sightings.ts';
import { sourceFacts } from '../../credit/source-facts.ts';

describe('words of an upstream in a text', () => {
  const index = indexWords([
    sourceFacts({
      project: 'heron',
      identifiers: ['spacial_dim', 'slice', 'get_best_fit', 'x'.repeat(61)],
      specialTokens: ['<slice>', '</image>', '<|im_end|>', '<a>'],
    }),
    sourceFacts({ id: 'egret-1', project: 'egret', identifiers: ['get_best_fit'] }),
  ]);
  const seen = (text: string): readonly string[] =>
    findSightings(text, index).map((one) => `${one.line} ${one.text} ${one.kind} ${one.projects.join('+')}`);

  it('are found each at its first line, in the order of the text', () => {
    assert.deepEqual(seen('a = 1\nspacial_dim = get_best_fit(spacial_dim)\n# <slice> spacial_dim\nslice\n'), [
      '2 spacial_dim identifier heron',
      '2 get_best_fit identifier egret+heron',
      '3 <slice> special-token heron',
      '4 slice identifier heron',
    ]);
  });

  it('are whole words; a special token is one word, and what only begins like one is none', () => {
    assert.deepEqual(seen('my_spacial_dim spacial_dim2 spacial_dimé <slice2> <slice >'), [
      '1 spacial_dim identifier heron',
      '1 slice identifier heron',
    ]);
    assert.deepEqual(seen('if a<slice: b = "<<slice>"\n"</image><|im_end|>"'), [
      '1 slice identifier heron',
      '1 <slice> special-token heron',
      '2 </image> special-token heron',
    ]);
    assert.deepEqual(seen('<a><'), []);
    assert.deepEqual(seen(`${'x'.repeat(61)} ${'x'.repeat(62)}`), [`1 ${'x'.repeat(61)} identifier heron`]);
  });

  it('stand in texts beyond Latin-1 too', () => {
    assert.deepEqual(seen('# 版权所有\n切片 = spacial_dim<slice>'), [
      '2 spacial_dim identifier heron',
      '2 <slice> special-token heron',
    ]);
  });
});
