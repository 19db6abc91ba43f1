import { say } from '../../model/said.ts';

export const shortName = say`License of a stated source not known`;
