import { sourceFacts } from '../credit/source-facts.ts';

export const heron = (more: object = {}) =>
  sourceFacts({
    project: 'heron',
    projectName: 'Heron',
    repository: 'lakeside/heron',
    commit: 'c1',
    files: [{ path: 'a.py', role: 'resampler', firstCommitted: null }],
    ...more,
  });

export const at = (owner: string, host = 'github.com') => ({ owner, host });
