import type { EditorCommand } from './command.ts';

export const filterFindings: EditorCommand = {
  id: 'forebear.filterFindings',
  run: ({ lineage }) => lineage.chooseFilter(),
};

export const toggleReviewed: EditorCommand = {
  id: 'forebear.toggleReviewed',
  run: async ({ lineage }) => {
    const nodes = await lineage.selected();
    if (nodes.length > 0) await lineage.toggleReviewed(nodes);
  },
};
