import { say } from '../../model/said.ts';

export const shortName = say`Upstream’s header lost`;
