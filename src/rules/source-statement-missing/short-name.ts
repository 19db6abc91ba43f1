import { say } from '../../model/said.ts';

export const shortName = say`Source of the model not stated`;
