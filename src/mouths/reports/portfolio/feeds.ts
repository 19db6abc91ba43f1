import type { ToldChange } from '../../../model/portfolio.ts';
import { canonicalJson } from '../canonical-json.ts';
import { html } from '../html/escape.ts';
import { printable } from '../printable.ts';

export const FEEDS = ['json', 'atom'] as const;
export type FeedName = (typeof FEEDS)[number];

const TITLE = 'Forebear: what is new in the portfolio';
const FEED_ID = 'urn:forebear:portfolio';
/** Entries of a feed, newest first. */
const MOST_ENTRIES = 500;
/** What a feed says of its time before anything was told. */
const NEVER = '1970-01-01T00:00:00.000Z';

const titleOf = ({ repository, text }: ToldChange): string => printable(`${repository}: ${text}`);
const idOf = ({ id }: ToldChange): string => `urn:forebear:change:${id}`;

function newest(changes: readonly ToldChange[]): readonly ToldChange[] {
  return [...changes].reverse().slice(0, MOST_ENTRIES);
}

/** JSON Feed 1.1. */
export function jsonFeed(changes: readonly ToldChange[]): string {
  return canonicalJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: TITLE,
    items: newest(changes).map((change) => ({
      id: idOf(change),
      title: titleOf(change),
      content_text: `${titleOf(change)}\n${printable(change.target)} at ${change.commit}`,
      date_published: change.at,
      tags: [change.kind, ...(change.level === null ? [] : [change.level])],
    })),
  });
}

/** Atom (RFC 4287). What stands in it is escaped as in HTML, and has no character that XML forbids. */
export function atomFeed(changes: readonly ToldChange[]): string {
  const entries = newest(changes).map(
    (
      change,
    ) => html`<entry><id>${idOf(change)}</id><title>${titleOf(change)}</title><updated>${change.at}</updated><category term="${change.kind}"/><content type="text">${change.target} at ${change.commit}</content></entry>
`,
  );
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${FEED_ID}</id><title>${TITLE}</title><updated>${changes.at(-1)?.at ?? NEVER}</updated><author><name>Forebear</name></author>
${entries}</feed>
`.markup;
}

export const feedIn = (name: FeedName, changes: readonly ToldChange[]): string =>
  name === 'json' ? jsonFeed(changes) : atomFeed(changes);
