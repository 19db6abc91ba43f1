/** One text of a model license: where it was published and which expression it stands for. */
export interface ModelText {
  readonly expression: string;
  readonly repository: string;
  readonly path: string;
  readonly revision?: string;
}

const text = (expression: string, repository: string, path: string, revision?: string): ModelText => ({
  expression,
  repository,
  path,
  ...(revision === undefined ? {} : { revision }),
});

/** Model licenses whose texts are published in repositories; those in a license collection are read from it. */
export const MODEL_TEXTS: readonly ModelText[] = [
  text('LicenseRef-scancode-llama-2-license-2023', 'meta-llama/llama-models', 'models/llama2/LICENSE'),
  text('LicenseRef-scancode-llama-2-license-2023', 'meta-llama/llama', 'LICENSE'),
  text('LicenseRef-scancode-llama-2-license-2023', 'meta-llama/llama-models', 'models/llama2/USE_POLICY.md'),
  text('LicenseRef-scancode-llama-3-license-2024', 'meta-llama/llama-models', 'models/llama3/LICENSE'),
  text('LicenseRef-scancode-llama-3-license-2024', 'meta-llama/llama-models', 'models/llama3/USE_POLICY.md'),
  text('LicenseRef-scancode-llama-3-license-2024', 'meta-llama/llama3', 'LICENSE'),
  text('LicenseRef-scancode-llama-3.1-license-2024', 'meta-llama/llama-models', 'models/llama3_1/LICENSE'),
  text(
    'LicenseRef-scancode-llama-3.1-license-2024',
    'meta-llama/llama-models',
    'models/llama3_1/USE_POLICY.md',
  ),
  text('LicenseRef-scancode-llama-3.2-license-2024', 'meta-llama/llama-models', 'models/llama3_2/LICENSE'),
  text(
    'LicenseRef-scancode-llama-3.2-license-2024',
    'meta-llama/llama-models',
    'models/llama3_2/USE_POLICY.md',
  ),
  text('LicenseRef-scancode-llama-3.3-license-2024', 'meta-llama/llama-models', 'models/llama3_3/LICENSE'),
  text(
    'LicenseRef-scancode-llama-3.3-license-2024',
    'meta-llama/llama-models',
    'models/llama3_3/USE_POLICY.md',
  ),
  text('LicenseRef-scancode-llama-4-cla-2025', 'meta-llama/llama-models', 'models/llama4/LICENSE'),
  text('LicenseRef-scancode-llama-4-cla-2025', 'meta-llama/llama-models', 'models/llama4/USE_POLICY.md'),
  text('LicenseRef-MiniCPM-Model-License', 'OpenBMB/MiniCPM', 'MiniCPM Model License.md', '6ad727e'),
  text('LicenseRef-MiniCPM-Model-License', 'OpenBMB/MiniCPM', 'MiniCPM Model License.md', 'cab7c75'),
  text('LicenseRef-scancode-tongyi-qianwen-2023', 'QwenLM/Qwen', 'Tongyi Qianwen LICENSE AGREEMENT'),
  text('LicenseRef-scancode-tongyi-qianwen-2023', 'QwenLM/Qwen-VL', 'LICENSE'),
  text('LicenseRef-scancode-tongyi-qianwen-2023', 'QwenLM/Qwen-Audio', 'LICENSE'),
  text('LicenseRef-Tongyi-Qianwen-Research', 'QwenLM/Qwen', 'Tongyi Qianwen RESEARCH LICENSE AGREEMENT'),
  text('LicenseRef-scancode-deepseek-la-1.0', 'deepseek-ai/DeepSeek-V2', 'LICENSE-MODEL'),
  text('LicenseRef-scancode-deepseek-la-1.0', 'deepseek-ai/DeepSeek-V3', 'LICENSE-MODEL'),
  text('LicenseRef-scancode-deepseek-la-1.0', 'deepseek-ai/DeepSeek-VL', 'LICENSE-MODEL'),
  text('LicenseRef-Yi-Series-Models-1.0', '01-ai/Yi', 'MODEL_LICENSE_AGREEMENT.txt', '90fe567'),
  text('LicenseRef-ChatGLM-6B', 'THUDM/ChatGLM-6B', 'MODEL_LICENSE'),
  text('LicenseRef-ChatGLM-6B', 'samson-wang/chatglm-6b-huggingface', 'MODEL_LICENSE'),
  text('LicenseRef-ChatGLM2-6B', 'THUDM/ChatGLM2-6B', 'MODEL_LICENSE'),
  text('LicenseRef-CogVLM', 'THUDM/CogVLM', 'MODEL_LICENSE'),
  text('LicenseRef-Yuan-2.0', 'IEIT-Yuan/Yuan-2.0', 'LICENSE-Yuan'),
  text('LicenseRef-Tencent-Hunyuan-Community', 'Tencent/HunyuanDiT', 'LICENSE.txt'),
  text('LicenseRef-SEED-X', 'AILab-CVC/SEED-X', 'License_Seed-X.txt'),
];

/** The options of the General Model License, as its files are named, and as they stand in its expression. */
export const GENERAL_MODEL_OPTIONS: readonly (readonly [chinese: string, word: string])[] = [
  ['无限制', 'Unrestricted'],
  ['来源说明', 'Source'],
  ['相同方式再许可', 'Sharealike'],
  ['限制修改发布', 'Noderivatives'],
  ['修改说明', 'Modification'],
  ['宣传限制', 'Publicity'],
  ['商业授权', 'Commercial'],
  ['非商业化', 'Noncommercial'],
];

/** Expression for one file of the General Model License, from the options in its name. */
export function generalModelExpression(path: string): string {
  const options = GENERAL_MODEL_OPTIONS.filter(([chinese]) => path.includes(`-${chinese}`)).map(
    ([, word]) => word,
  );
  return ['LicenseRef-General-Model-License', ...options].join('-');
}
