import { failure, type Result, success } from '../../model/result.ts';
import { COMMENT_MARK } from '../reports/review/review-markdown.ts';

export interface CommentPlace {
  /** Address of GitHub's REST interface, without a slash at the end. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly pullRequest: number;
  readonly token: string;
}

const PAGE = 100;
const MOST_PAGES = 30;
const LIMIT_MS = 30_000;

interface Comment {
  readonly id: number;
  readonly body: string;
}

async function ask(place: CommentPlace, method: string, path: string, body?: string): Promise<Response> {
  return fetch(`${place.api}/repos/${place.repository}/${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${place.token}`,
      'content-type': 'application/json',
      'user-agent': 'forebear-action',
      'x-github-api-version': '2022-11-28',
    },
    signal: AbortSignal.timeout(LIMIT_MS),
    redirect: 'error',
    ...(body === undefined ? {} : { body: JSON.stringify({ body }) }),
  });
}

async function findOwn(place: CommentPlace): Promise<Comment | null> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await ask(
      place,
      'GET',
      `issues/${place.pullRequest}/comments?per_page=${PAGE}&page=${page}`,
    );
    if (!answer.ok) throw new Error(`reading comments was answered with ${answer.status}`);
    const comments = (await answer.json()) as readonly Comment[];
    const own = comments.find((comment) => comment.body.startsWith(COMMENT_MARK));
    if (own !== undefined) return own;
    if (comments.length < PAGE) return null;
  }
  return null;
}

/** Writes the one comment of this tool on a pull request: edits the one that is there, or adds it. */
export async function putStickyComment(
  place: CommentPlace,
  body: string,
): Promise<Result<'added' | 'edited' | 'unchanged', 'not-posted'>> {
  try {
    const own = await findOwn(place);
    if (own?.body.trim() === body.trim()) return success('unchanged');
    const answer =
      own === null
        ? await ask(place, 'POST', `issues/${place.pullRequest}/comments`, body)
        : await ask(place, 'PATCH', `issues/comments/${own.id}`, body);
    if (!answer.ok) throw new Error(`writing the comment was answered with ${answer.status}`);
    return success(own === null ? 'added' : 'edited');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(
      'not-posted',
      `The comment was not posted: ${reason}. Give the job "permissions: pull-requests: write"; pull requests from forks have no such right.`,
    );
  }
}
