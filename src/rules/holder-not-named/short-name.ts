import { say } from '../../model/said.ts';

export const shortName = say`Holder in headers, named by no document`;
