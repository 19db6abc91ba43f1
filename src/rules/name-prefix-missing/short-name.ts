import { say } from '../../model/said.ts';

export const shortName = say`Base model’s name missing`;
