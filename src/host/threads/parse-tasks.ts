/** The task of the second thread where the first does everything but parse. */
export const PARSE_TASKS = {
  parseSources: () => import('./tasks/parse-sources.ts'),
};
