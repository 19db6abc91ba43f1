import { say } from '../../model/said.ts';

export const shortName = say`File's license does not fit`;
