import { say } from '../../model/said.ts';

export const shortName = say`Claimed upstream differs`;
