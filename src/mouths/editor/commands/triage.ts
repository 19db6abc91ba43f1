import type { EditorCommand } from './command.ts';

export const filterFindings: EditorCommand = {
  id: 'forebear.filterFindings',
  run: ({ findings }) => findings.chooseFilter(),
};

export const toggleReviewed: EditorCommand = {
  id: 'forebear.toggleReviewed',
  run: async ({ findings }) => {
    const nodes = await findings.selected();
    if (nodes.length > 0) await findings.toggleReviewed(nodes);
  },
};
