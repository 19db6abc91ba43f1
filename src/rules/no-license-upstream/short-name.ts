import { say } from '../../model/said.ts';

export const shortName = say`Upstream without a license`;
