import type { Navigation } from '../src/mouths/panel/evidence-api.ts';
import { PAGES } from '../src/mouths/panel/evidence-api.ts';

/** What a person has set in the panel. Only this survives hiding and reloading; facts come anew. */
export interface UiState {
  readonly root: string | null;
  readonly navigation: Navigation;
  /** Of duties and dates: towards this upstream only; '.': the repository itself; '': all. */
  readonly upstream: string;
  readonly level: string;
  /** Numbers of duties whose fixes are not to be applied. */
  readonly unticked: readonly number[];
  /** Shows the audited code with the upstream's names. */
  readonly theirNames: boolean;
  /** Page of each table, from 0. */
  readonly pages: Readonly<Record<string, number>>;
}

export const START: UiState = {
  root: null,
  navigation: { page: 'answer' },
  upstream: '',
  level: '',
  unticked: [],
  theirNames: false,
  pages: {},
};

/** Reads a state that an earlier version may have written; anything unexpected starts afresh. */
export function parseState(saved: unknown): UiState {
  if (typeof saved !== 'object' || saved === null) return START;
  const text = (key: string): string => {
    const value: unknown = Reflect.get(saved, key);
    return typeof value === 'string' ? value : '';
  };
  const navigation: unknown = Reflect.get(saved, 'navigation');
  const inside = (key: string): unknown =>
    typeof navigation === 'object' && navigation !== null ? Reflect.get(navigation, key) : undefined;
  const page = PAGES.find((each) => each === inside('page')) ?? 'answer';
  const id = inside('id');
  const match = inside('match');
  const unticked: unknown = Reflect.get(saved, 'unticked');
  const pages: Record<string, number> = {};
  for (const [key, value] of Object.entries(Object(Reflect.get(saved, 'pages')))) {
    if (typeof value === 'number' && value >= 0) pages[key] = Math.trunc(value);
  }
  return {
    root: text('root') === '' ? null : text('root'),
    navigation: {
      page,
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof match === 'number' ? { match } : {}),
    },
    upstream: text('upstream'),
    level: text('level'),
    unticked: Array.isArray(unticked) ? unticked.filter((each) => typeof each === 'number') : [],
    theirNames: Reflect.get(saved, 'theirNames') === true,
    pages,
  };
}
