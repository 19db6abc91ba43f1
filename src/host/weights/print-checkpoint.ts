import { spread } from '../../artefacts/weights/block.ts';
import { type CheckpointTensor, canTell, viewOf } from '../../artefacts/weights/checkpoint.ts';
import { elementType } from '../../artefacts/weights/dtype.ts';
import {
  MOST_TENSORS,
  type TensorPrint,
  wholeNumbers,
} from '../../artefacts/weights/fingerprint/fingerprint.ts';
import { formsOf, sketchOf } from '../../artefacts/weights/fingerprint/sketch.ts';
import { hasUnits } from '../../artefacts/weights/independence.ts';
import { readWindow } from './matrix-reader.ts';
import type { Checkpoint } from './open-checkpoint.ts';

const ROWS = 64;
const COLUMNS = 1024;
/** Columns of which all rows are read, and matrices for which that is done. */
const FORM_COLUMNS = 256;
const MOST_FORMS = 12;

/** Prints the matrices of a checkpoint; only sampled values are read. */
export function printCheckpoint(checkpoint: Checkpoint, seed: number): readonly TensorPrint[] {
  const telling = checkpoint.tensors.filter(
    (tensor) => elementType(tensor.dtype) !== undefined && canTell(tensor),
  );
  const chosen = spread(telling.length, MOST_TENSORS).flatMap((i) => telling[i] ?? []);
  const units = chosen.filter(({ name }) => hasUnits(name));
  const withForms = new Set(spread(units.length, MOST_FORMS).map((i) => units[i]));
  return chosen.map((tensor) =>
    printOf(tensor, checkpoint.files[tensor.file] ?? '', seed, withForms.has(tensor)),
  );
}

function printOf(tensor: CheckpointTensor, path: string, seed: number, hasForms: boolean): TensorPrint {
  const view = viewOf(tensor, null);
  const columns = Math.min(COLUMNS, view.columns);
  const values = readWindow(path, view, spread(view.rows, ROWS), 0, columns);
  const print = { name: tensor.name, shape: tensor.shape, sketch: wholeNumbers(sketchOf(values, seed)) };
  if (!hasForms) return print;
  const wide = Math.min(FORM_COLUMNS, view.columns);
  const all = readWindow(path, view, spread(view.rows, view.rows), 0, wide);
  return { ...print, forms: Array.from(formsOf(all, view.rows, wide, seed)) };
}
