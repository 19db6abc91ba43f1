import { say } from '../../model/said.ts';

export const shortName = say`License text missing`;
