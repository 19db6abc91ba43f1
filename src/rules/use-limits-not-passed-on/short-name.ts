import { say } from '../../model/said.ts';

export const shortName = say`Use limits not passed on`;
