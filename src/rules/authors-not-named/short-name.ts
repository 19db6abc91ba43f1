import { say } from '../../model/said.ts';

export const shortName = say`Authors of the history not named`;
