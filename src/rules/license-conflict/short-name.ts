import { say } from '../../model/said.ts';

export const shortName = say`Licenses do not fit`;
