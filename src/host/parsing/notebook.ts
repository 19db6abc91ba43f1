/** The Python of a notebook's code cells, one after another; null when the text is no notebook. */
export function notebookSource(text: string): string | null {
  try {
    const notebook: unknown = JSON.parse(text);
    if (
      typeof notebook !== 'object' ||
      notebook === null ||
      !('cells' in notebook) ||
      !Array.isArray(notebook.cells)
    )
      return null;
    const parts: string[] = [];
    for (const cell of notebook.cells as readonly unknown[]) {
      if (typeof cell !== 'object' || cell === null || !('cell_type' in cell) || cell.cell_type !== 'code')
        continue;
      const source: unknown = 'source' in cell ? cell.source : '';
      const lines = Array.isArray(source) ? source.join('') : typeof source === 'string' ? source : '';
      parts.push(lines.replace(/^[ \t]*[%!].*$/gm, 'pass'));
    }
    return parts.join('\n\n');
  } catch {
    return null;
  }
}
