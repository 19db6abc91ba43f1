import { say } from '../../model/said.ts';

export const shortName = say`Notice sentence missing`;
