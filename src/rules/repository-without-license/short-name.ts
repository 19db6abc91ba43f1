import { say } from '../../model/said.ts';

export const shortName = say`Repository without a license`;
