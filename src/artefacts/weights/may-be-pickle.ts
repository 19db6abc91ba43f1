/** Names that checkpoints in pickles go by beside those that are always weights; what such a file is its bytes tell. */
const PICKLE = /\.(?:pkl|pickle|joblib|dill|t7|bin)$/i;
/** Larger ones are not read for this: a program's own pickle is small, and a large `.bin` is data. */
const LARGEST = 16 * 1024 * 1024;

/** Whether a file has to be looked at for what loading it would call, whatever it holds. */
export function mayBePickle({ path, size }: { readonly path: string; readonly size: number }): boolean {
  return PICKLE.test(path) && size > 0 && size <= LARGEST;
}
