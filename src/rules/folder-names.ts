/**
 * Whether a folder of a path has the name of a project in its own: `eva_clip/model.py` that of `eva`, `moco/vit.py` that of
 * `moco-v3`. `upstream` is the project's id.
 */
export function hasNameIn(path: string, upstream: string): boolean {
  const words = path
    .toLowerCase()
    .split('/')
    .slice(0, -1)
    .flatMap((folder) => [folder, ...folder.split(/[-_.]+/)]);
  const name = upstream.toLowerCase();
  return words.includes(name) || words.includes(name.replace(/[-_.]?v?\d+$/, ''));
}
