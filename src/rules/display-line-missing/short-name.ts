import { say } from '../../model/said.ts';

export const shortName = say`Line to display missing`;
