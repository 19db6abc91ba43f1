/** The address of a repository that is given as `owner/name` or as an address; null where it is neither. */
export function addressOf(repository: string): string | null {
  if (repository.includes('://')) return repository;
  return /^[\w-][\w.-]*\/[\w.-]+$/.test(repository) ? `https://github.com/${repository}` : null;
}

/** The same repository however it is given: `owner/name` in lower case where it is GitHub's. */
export const repositoryKey = (repository: string): string =>
  repository
    .toLowerCase()
    .replace(/^https?:\/\/github\.com\//, '')
    .replace(/\.git$/, '');
