import { say } from '../../model/said.ts';

export const shortName = say`Copyright line missing`;
