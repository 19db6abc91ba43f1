import type { Navigation } from '../src/mouths/panel/evidence-api.ts';
import { PAGES } from '../src/mouths/panel/evidence-api.ts';

/** What a person has set in the panel. Only this survives hiding and reloading; facts come anew. */
export interface UiState {
  readonly root: string | null;
  readonly navigation: Navigation;
  /** Least score of a module in the list, 0..1. */
  readonly threshold: number;
  readonly text: string;
  readonly level: string;
  readonly status: string;
  readonly role: string;
  /** Page of each table, from 0. */
  readonly pages: Readonly<Record<string, number>>;
  /** Region of the stepper on the module page. */
  readonly region: number;
}

export const DEFAULT_THRESHOLD = 0.3;

export const START: UiState = {
  root: null,
  navigation: { page: 'overview' },
  threshold: DEFAULT_THRESHOLD,
  text: '',
  level: '',
  status: '',
  role: '',
  pages: {},
  region: 0,
};

/** Reads a state that an earlier version may have written; anything unexpected starts afresh. */
export function parseState(saved: unknown): UiState {
  if (typeof saved !== 'object' || saved === null) return START;
  const text = (key: string): string => {
    const value: unknown = Reflect.get(saved, key);
    return typeof value === 'string' ? value : '';
  };
  const number = (key: string, fallback: number): number => {
    const value: unknown = Reflect.get(saved, key);
    return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  };
  const navigation: unknown = Reflect.get(saved, 'navigation');
  const inside = (key: string): unknown =>
    typeof navigation === 'object' && navigation !== null ? Reflect.get(navigation, key) : undefined;
  const page = PAGES.find((each) => each === inside('page')) ?? 'overview';
  const id = inside('id');
  const match = inside('match');
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
    threshold: Math.min(1, Math.max(0, number('threshold', DEFAULT_THRESHOLD))),
    text: text('text'),
    level: text('level'),
    status: text('status'),
    role: text('role'),
    pages,
    region: Math.max(0, number('region', 0)),
  };
}
