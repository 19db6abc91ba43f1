import process from 'node:process';

/** An environment in which git reads no configuration of this machine and always writes the same commit. */
export function isolated(): NodeJS.ProcessEnv {
  const date = '2024-05-01T12:00:00Z';
  return {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'bench',
    GIT_AUTHOR_EMAIL: 'bench@example.invalid',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: 'bench',
    GIT_COMMITTER_EMAIL: 'bench@example.invalid',
    GIT_COMMITTER_DATE: date,
  };
}
