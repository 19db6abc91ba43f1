import { formatExpression, type KnownIds, parseExpression } from './expression.ts';
import { findNotices } from './notices.ts';
import { tokenize } from './tokens.ts';

/** Values of Hugging Face's `license` field that are no SPDX id, and names that go with `license: other`. */
const HUB_NAMES: Readonly<Record<string, string>> = {
  llama2: 'LicenseRef-scancode-llama-2-license-2023',
  llama3: 'LicenseRef-scancode-llama-3-license-2024',
  'llama3.1': 'LicenseRef-scancode-llama-3.1-license-2024',
  'llama3.2': 'LicenseRef-scancode-llama-3.2-license-2024',
  'llama3.3': 'LicenseRef-scancode-llama-3.3-license-2024',
  llama4: 'LicenseRef-scancode-llama-4-cla-2025',
  gemma: 'LicenseRef-scancode-gemma-tou-2025-03-24',
  openrail: 'LicenseRef-scancode-bigscience-open-rail-m',
  'bigscience-openrail-m': 'LicenseRef-scancode-bigscience-open-rail-m',
  'creativeml-openrail-m': 'LicenseRef-scancode-stable-diffusion-2022-08-22',
  'bigscience-bloom-rail-1.0': 'LicenseRef-scancode-bigscience-rail-1.0',
  'bigcode-openrail-m': 'LicenseRef-scancode-bigcode-open-rail-m-v1',
  'openrail++': 'LicenseRef-OpenRAIL-plus-plus',
  deepseek: 'LicenseRef-scancode-deepseek-la-1.0',
  'deepseek-license': 'LicenseRef-scancode-deepseek-la-1.0',
  'tongyi-qianwen': 'LicenseRef-scancode-tongyi-qianwen-2023',
  'tongyi-qianwen-license-agreement': 'LicenseRef-scancode-tongyi-qianwen-2023',
  'tongyi-qianwen-research': 'LicenseRef-Tongyi-Qianwen-Research',
  qwen: 'LicenseRef-scancode-qwen-2024',
  'qwen-license': 'LicenseRef-scancode-qwen-2024',
  'qwen-research': 'LicenseRef-Qwen-Research',
  'yi-license': 'LicenseRef-Yi-Series-Models-1.0',
  mrl: 'LicenseRef-Mistral-Research-0.1',
  mnpl: 'LicenseRef-Mistral-Non-Production-0.1',
  'stabilityai-ai-community': 'LicenseRef-scancode-stability-ai-community-2024',
  'stabilityai-community': 'LicenseRef-scancode-stability-ai-community-2024',
  'flux-1-dev-non-commercial-license': 'LicenseRef-scancode-flux-1-nc',
  'nvidia-open-model-license': 'LicenseRef-scancode-nvidia-open-model-2025-04-28',
  'falcon-llm-license': 'LicenseRef-scancode-falcon-2-11b-1.0',
  exaone: 'LicenseRef-scancode-exaone-ai-model-1.1-nc',
  'modified-mit': 'LicenseRef-scancode-moonshot-ai-modified-mit-2025',
  openmdw: 'LicenseRef-scancode-openmdw-1.0',
  'openmdw-1.0': 'LicenseRef-scancode-openmdw-1.0',
  'tencent-hunyuan-community': 'LicenseRef-Tencent-Hunyuan-Community',
  'baichuan2-community-license': 'LicenseRef-Baichuan2-Community',
  'skywork-community-license': 'LicenseRef-Skywork-Community',
  cogvlm: 'LicenseRef-CogVLM',
  'chatglm-6b': 'LicenseRef-ChatGLM-6B',
};

/** Names that the hub uses with a version left open. */
const HUB_FAMILIES: Readonly<Record<string, string>> = {
  gpl: 'GPL-1.0-or-later',
  lgpl: 'LGPL-2.0-or-later',
  bsd: 'BSD-3-Clause',
  cc: '',
  other: '',
  unknown: '',
  'lgpl-lr': 'LGPLLR',
  'mpl-2.0': 'MPL-2.0',
  wtfpl: 'WTFPL',
  c_uda: 'C-UDA-1.0',
  'c-uda': 'C-UDA-1.0',
  'apple-ascl': 'LicenseRef-Apple-Sample-Code',
  etalab: 'etalab-2.0',
  'etalab-2.0': 'etalab-2.0',
  pddl: 'PDDL-1.0',
  odbl: 'ODbL-1.0',
};

/** Expression for a model-card value, or null when it names no license. */
export function hubLicense(ids: KnownIds, value: string): string | null {
  const key = value.trim().toLowerCase().replace(/\s+/g, '-');
  if (Object.hasOwn(HUB_NAMES, key)) return HUB_NAMES[key] ?? null;
  if (Object.hasOwn(HUB_FAMILIES, key)) return HUB_FAMILIES[key] || null;
  return licenseValue(ids, value);
}

const LONGEST = 300;

/**
 * Expression for the value of a field that holds a license and nothing else: an SPDX expression, ids parted by
 * `/` or a comma, or a name such as `Apache License, Version 2.0`. Null when it names none.
 */
export function licenseValue(ids: KnownIds, value: string): string | null {
  const text = value.trim();
  if (
    text === '' ||
    text.length > LONGEST ||
    /^(see |unlicensed$|none$|other|proprietary|private|custom)/i.test(text)
  )
    return null;
  const parsed = parseExpression(ids, text);
  if (parsed !== null) return formatExpression(parsed);
  const parts = text.split(/\s*(?:\/|,|\bor\b|\|)\s*/i).filter((part) => part !== '');
  if (parts.length > 1 && parts.length < 6) {
    const each = parts.map((part) => parseExpression(ids, part));
    if (each.every((one) => one !== null)) {
      const glue = /,/.test(text) ? ' AND ' : ' OR ';
      return each.map((one) => (one === null ? '' : formatExpression(one))).join(glue);
    }
  }
  const names = findNotices(
    tokenize(text.replace(/_/g, ' ')),
    () => true,
    () => true,
    [],
  );
  if (names.length === 0) return null;
  return [...new Set(names.map((one) => one.expression))].join(' AND ');
}
