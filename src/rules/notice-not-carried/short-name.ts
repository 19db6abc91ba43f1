import { say } from '../../model/said.ts';

export const shortName = say`NOTICE not carried`;
