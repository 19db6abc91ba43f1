import allenai from '../../../catalogue/models/allenai.json' with { type: 'json' };
import baichuan from '../../../catalogue/models/baichuan.json' with { type: 'json' };
import bloom from '../../../catalogue/models/bloom.json' with { type: 'json' };
import cohere from '../../../catalogue/models/cohere.json' with { type: 'json' };
import deepseek from '../../../catalogue/models/deepseek.json' with { type: 'json' };
import eleutherai from '../../../catalogue/models/eleutherai.json' with { type: 'json' };
import exaone from '../../../catalogue/models/exaone.json' with { type: 'json' };
import facebook from '../../../catalogue/models/facebook.json' with { type: 'json' };
import falcon from '../../../catalogue/models/falcon.json' with { type: 'json' };
import flux from '../../../catalogue/models/flux.json' with { type: 'json' };
import gemma from '../../../catalogue/models/gemma.json' with { type: 'json' };
import glm from '../../../catalogue/models/glm.json' with { type: 'json' };
import google from '../../../catalogue/models/google.json' with { type: 'json' };
import granite from '../../../catalogue/models/granite.json' with { type: 'json' };
import huggingface from '../../../catalogue/models/huggingface.json' with { type: 'json' };
import hunyuan from '../../../catalogue/models/hunyuan.json' with { type: 'json' };
import internlm from '../../../catalogue/models/internlm.json' with { type: 'json' };
import kimi from '../../../catalogue/models/kimi.json' with { type: 'json' };
import llama from '../../../catalogue/models/llama.json' with { type: 'json' };
import llava from '../../../catalogue/models/llava.json' with { type: 'json' };
import microsoft from '../../../catalogue/models/microsoft.json' with { type: 'json' };
import minicpm from '../../../catalogue/models/minicpm.json' with { type: 'json' };
import minimax from '../../../catalogue/models/minimax.json' with { type: 'json' };
import mistral from '../../../catalogue/models/mistral.json' with { type: 'json' };
import more from '../../../catalogue/models/more.json' with { type: 'json' };
import nvidia from '../../../catalogue/models/nvidia.json' with { type: 'json' };
import openai from '../../../catalogue/models/openai.json' with { type: 'json' };
import qwen from '../../../catalogue/models/qwen.json' with { type: 'json' };
import salesforce from '../../../catalogue/models/salesforce.json' with { type: 'json' };
import stableDiffusion from '../../../catalogue/models/stable-diffusion.json' with { type: 'json' };
import starcoder from '../../../catalogue/models/starcoder.json' with { type: 'json' };
import vicuna from '../../../catalogue/models/vicuna.json' with { type: 'json' };
import yi from '../../../catalogue/models/yi.json' with { type: 'json' };
import type { ModelFamilyFile } from './model-row.ts';

/** Every file of `catalogue/models`; a test holds the list against the folder. */
export const MODEL_FILES: readonly ModelFamilyFile[] = [
  allenai as ModelFamilyFile,
  baichuan as ModelFamilyFile,
  bloom as ModelFamilyFile,
  cohere as ModelFamilyFile,
  deepseek as ModelFamilyFile,
  eleutherai as ModelFamilyFile,
  exaone as ModelFamilyFile,
  facebook as ModelFamilyFile,
  falcon as ModelFamilyFile,
  flux as ModelFamilyFile,
  gemma as ModelFamilyFile,
  glm as ModelFamilyFile,
  google as ModelFamilyFile,
  granite as ModelFamilyFile,
  huggingface as ModelFamilyFile,
  hunyuan as ModelFamilyFile,
  internlm as ModelFamilyFile,
  kimi as ModelFamilyFile,
  llama as ModelFamilyFile,
  llava as ModelFamilyFile,
  microsoft as ModelFamilyFile,
  minicpm as ModelFamilyFile,
  minimax as ModelFamilyFile,
  mistral as ModelFamilyFile,
  more as ModelFamilyFile,
  nvidia as ModelFamilyFile,
  openai as ModelFamilyFile,
  qwen as ModelFamilyFile,
  salesforce as ModelFamilyFile,
  stableDiffusion as ModelFamilyFile,
  starcoder as ModelFamilyFile,
  vicuna as ModelFamilyFile,
  yi as ModelFamilyFile,
];
