import { say } from '../../model/said.ts';

export const shortName = say`File arrived whole`;
