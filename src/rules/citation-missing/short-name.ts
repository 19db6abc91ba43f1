import { say } from '../../model/said.ts';

export const shortName = say`Paper not cited`;
