import { say } from '../../model/said.ts';

export const shortName = say`Changes not stated`;
