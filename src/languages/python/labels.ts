import { labelFamily } from '../normal-form/term.ts';

/** The labels that carry a name which a copier cannot change; docs/normal-form.md tells what each is. */
export const callLabel = labelFamily('call:');
export const getLabel = labelFamily('get:');
export const itemLabel = labelFamily('item:');
export const keyLabel = labelFamily('key:');
export const nameLabel = labelFamily('name:');
export const numberLabel = labelFamily('number:');
export const stringLabel = labelFamily('string:');
export const operatorLabel = labelFamily('op');
