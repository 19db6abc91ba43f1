/** A row as both drivers give it: bigints that fit are numbers, times are dates, bytes are Uint8Array. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement with parameters: a value is never part of a statement's text. */
export type Query = <T extends Row = Row>(text: string, values?: readonly unknown[]) => Promise<readonly T[]>;

/** A database that holds a portfolio. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly query: Query;
  /** Runs several statements without parameters. */
  readonly script: (text: string) => Promise<void>;
  /** Runs all or nothing. */
  readonly transaction: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Why a portfolio cannot be opened. */
export type PortfolioFailure =
  | 'old-node'
  | 'packages-missing'
  | 'in-use'
  | 'unreachable'
  | 'old-server'
  | 'not-allowed'
  | 'newer-schema';

/** The column of a row as a text; what is absent is ''. */
export const textOf = (row: Row, column: string): string => {
  const value = row[column];
  return value === null || value === undefined ? '' : String(value);
};

/** A column that may hold nothing. */
export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null || row[column] === undefined ? null : textOf(row, column);

export const numberIn = (row: Row, column: string): number => Number(row[column] ?? 0);
