import type { Row } from './answers.ts';

export const COLUMN_ROLES = [
  'id',
  'prediction',
  'reference',
  'options',
  'split',
  'task',
  'correct',
  'question',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];
export type Columns = Readonly<Partial<Record<ColumnRole, string>>>;

/** Names by which a column is known, the surest first; compared without case, `-` and spaces as `_`. */
const NAMES: Readonly<Record<ColumnRole, readonly string[]>> = {
  id: [
    'doc_hash',
    'id',
    'index',
    'doc_id',
    'question_id',
    'questionid',
    'qid',
    'item_id',
    'sample_id',
    'uid',
    'idx',
    'item',
    'key',
  ],
  prediction: [
    'prediction',
    'pred',
    'predicted',
    'predicted_answer',
    'model_answer',
    'model_prediction',
    'filtered_resps',
    'resps',
    'response',
    'model_response',
    'output',
    'model_output',
    'completion',
    'generated',
    'generated_text',
    'eval_pred',
  ],
  reference: [
    'reference',
    'target',
    'gold',
    'ground_truth',
    'groundtruth',
    'gt',
    'gt_answer',
    'label',
    'expected',
    'correct_answer',
    'eval_gt',
    'gold_answer',
    'references',
    'answers',
  ],
  options: ['num_options', 'n_options', 'options', 'choices', 'multi_choice_options'],
  split: ['split', 'subset'],
  task: ['task', 'task_name', 'category', 'subject', 'l2_category', 'type'],
  question: ['question', 'prompt', 'query', 'instruction', 'input', 'user', 'problem'],
  correct: [
    'correct',
    'is_correct',
    'hit',
    'eval_match',
    'match',
    'acc',
    'exact_match',
    'exact_match,none',
    'accuracy',
  ],
};

/**
 * Finds which column plays which role. `answer` is the prediction when a reference stands beside
 * it under another name, and the reference when a prediction does.
 * @param chosen columns named by the user; they win.
 */
export function detectColumns(rows: readonly Row[], chosen: Columns): Columns {
  const present = new Map<string, string>();
  for (const row of rows.slice(0, 50))
    for (const name of Object.keys(row)) present.set(fold(name), present.get(fold(name)) ?? name);
  const found: Partial<Record<ColumnRole, string>> = {};
  for (const role of COLUMN_ROLES) {
    const name = NAMES[role].map((known) => present.get(known)).find((column) => column !== undefined);
    if (name !== undefined) found[role] = name;
  }
  const answer = present.get('answer');
  if (answer !== undefined) {
    if (found.prediction !== undefined && found.reference === undefined) found.reference = answer;
    else if (found.prediction === undefined) found.prediction = answer;
  }
  return { ...found, ...chosen };
}

function fold(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
