/** Ways in which the head of a code file says where its code comes from, with an invented upstream. */
export interface CreditForm {
  readonly says: string;
  readonly text: string;
}

const U = 'https://github.com/marshlight/heron-vl';
const F = `${U}/blob/main/heron/pooler.py`;

/** Each of these credits marshlight/heron-vl by its address. */
export const ADDRESSED: readonly CreditForm[] = [
  { says: 'adapted from name and address', text: `# Adapted from Heron-VL (${U})` },
  { says: 'adapted from address', text: `# adapted from ${F}` },
  { says: 'modified from address', text: `# Modified from ${F}` },
  {
    says: 'modified from a list',
    text: `# Modified from:\n#   Stork: https://github.com/reeds/stork\n#   Heron-VL: ${F}`,
  },
  {
    says: 'references as a list',
    text: `# ----\n# References:\n# Stork: https://github.com/reeds/stork\n# Heron-VL: ${F}\n# ----`,
  },
  { says: 'references after a blank line', text: `# References:\n#\n# Heron-VL: ${U}` },
  { says: 'reference in the singular', text: `# Reference: ${U}` },
  { says: 'ref with a colon', text: `# ref: ${F}#L12-L80` },
  {
    says: 'adopted, with a copyright below',
    text: `# Adopted from ${U}. Below is the original copyright:\n# Copyright 2020 Marsh`,
  },
  { says: 'code borrowed', text: `# Code borrowed from ${U}` },
  { says: 'borrowed heavily', text: `# This file borrows heavily from ${U}` },
  { says: 'from alone', text: `# From ${U}` },
  { says: 'via alone', text: `# via ${F}` },
  { says: 'source with a colon', text: `# Source: ${F}` },
  { says: 'code with a colon', text: `# Code: ${U}` },
  { says: 'in a docstring', text: `"""\nAdapted from: ${U}\n"""` },
  { says: 'in a docstring with a title', text: `"""Pooling layers.\n\nThis code is based on ${U}\n"""` },
  {
    says: 'docstring references with names above',
    text: `"""\nPooling.\n\nReferences [Stork, Heron-VL]:\n=> https://github.com/reeds/stork\n=> ${F}\n"""`,
  },
  { says: 'address on the next line', text: `# Most of the code here has been copied from:\n# ${F}` },
  { says: 'address on the next line, no colon', text: `# This implementation is based on\n# ${F}` },
  {
    says: 'lead-in that ends a longer sentence',
    text: `# The loss below is a modified version of the original script:\n# ${F}`,
  },
  {
    says: 'address after a sentence in between',
    text: `# Copied over from the code linked below, with some changes.\n# ${F}`,
  },
  {
    says: 'alone below a sentence, to a file',
    text: `"""Work out the relative positions.\n${F}#L957 # noqa B950\n"""`,
  },
  { says: 'copy-paste', text: `# Mostly copy-paste from ${U}` },
  { says: 'copied and modified', text: `# Copied and modified from ${U}` },
  { says: 'taken with changes', text: `# taken, with minor modifications, from ${U}` },
  { says: 'ported', text: `# Ported from ${U} to this framework.` },
  { says: 'port of', text: `// A port of ${U}` },
  { says: 'forked', text: `# forked from ${U}` },
  { says: 'derived', text: `# Derived from: ${F}` },
  { says: 'stolen', text: `# stolen from ${F}` },
  { says: 'grabbed', text: `# grabbed from ${F}` },
  { says: 'lifted', text: `# lifted almost verbatim from ${F}` },
  { says: 'inspired', text: `# Heavily inspired by ${U}` },
  { says: 'following', text: `# Following Heron-VL: ${F}` },
  { says: 'implementation of', text: `# Pooling, implementation from Heron-VL:\n# ${U}` },
  { says: 'original code', text: `# Original code: ${U}` },
  { says: 'original implementation at', text: `# The original implementation can be found at ${U}` },
  { says: 'official implementation', text: `# official implementation: ${U}` },
  { says: 'credit to', text: `# Credit to ${U}` },
  { says: 'thanks to', text: `# Thanks to ${U}` },
  { says: 'courtesy', text: `# Courtesy of ${U}` },
  { says: 'refer to', text: `# Refer to ${F}` },
  {
    says: 'part of the implementation',
    text: `# Part of the implementation is borrowed and modified from Heron-VL, publicly available at\n# ${U}`,
  },
  { says: 'under a license', text: `# Adapted from ${U} under the Apache License 2.0` },
  { says: 'angle brackets', text: `# Modified from the pooler of Heron-VL <${U}>` },
  { says: 'Markdown link', text: `# Adapted from [Heron-VL](${F}).` },
  {
    says: 'raw address',
    text: '# from https://raw.githubusercontent.com/marshlight/heron-vl/main/heron/pooler.py',
  },
  { says: 'address without https', text: '# Adapted from github.com/marshlight/heron-vl' },
  { says: 'clone address', text: '# Modified from git@github.com:marshlight/heron-vl.git' },
  { says: 'owner and name without host', text: '# Adapted from marshlight/heron-vl' },
  { says: 'name at owner', text: '# Adopted from marshlight@heron-vl. Below is the original copyright:' },
  {
    says: 'three together',
    text: `# This code is modified from https://github.com/reeds/stork\n# ,${U} and\n# https://github.com/reeds/crane`,
  },
  { says: 'block comment of C', text: `/*\n * Adapted from ${U}\n */` },
  { says: 'behind code', text: `half = 2  # copied from ${F}` },
  { says: 'in capitals', text: `# ADAPTED FROM ${U}` },
  { says: 'Chinese 修改自', text: `# 修改自 ${U}` },
  { says: 'Chinese 参考', text: `# 参考 ${U}` },
  { says: 'Chinese 参考 with a colon', text: `# 参考：${U}` },
  { says: 'Chinese 代码来自', text: `# 代码来自 ${U}` },
  { says: 'Chinese 来源', text: `# 来源: ${F}` },
  { says: 'Chinese 基于', text: `# 基于 ${U} 修改` },
  { says: 'Chinese 改编自', text: `# 本文件改编自 ${U}` },
  { says: 'Chinese 移植自', text: `# 移植自 ${U}` },
  { says: 'Chinese 借鉴了', text: `# 借鉴了 ${U} 的实现` },
  { says: 'Chinese 摘自', text: `# 摘自 ${F}` },
  { says: 'Chinese list', text: `# 参考资料：\n# 1. https://github.com/reeds/stork\n# 2. ${U}` },
  { says: 'Chinese 以…为参考', text: `# 实现时以 ${U} 为参考` },
];

/** Each of these names what it was taken from without an address. */
export const NAMED: readonly (CreditForm & { readonly name?: string; readonly module?: string })[] = [
  { says: 'mostly copy-paste', text: '# Mostly copy-paste from Heron-VL library.', name: 'Heron-VL' },
  {
    says: 'references of a library',
    text: 'r"""\nMostly copy-paste from heron references.\n"""',
    name: 'heron',
  },
  { says: 'borrowed, in brackets', text: '# pad to a square (borrowed from Heron, thx)', name: 'Heron' },
  { says: 'a path in a library', text: '# Modified from heron/models/pooler.py', name: 'heron' },
  { says: 'based on a library', text: "# This code is based on Marsh's Heron-VL library", name: 'Marsh' },
  { says: 'Chinese', text: '# 代码修改自 Heron-VL', name: 'Heron-VL' },
  {
    says: 'copied from a module',
    text: '# Copied from transformers.models.llama.modeling_llama.LlamaMLP with Llama->Heron',
    module: 'transformers.models.llama.modeling_llama.LlamaMLP',
  },
  {
    says: 'adapted from a module',
    text: '    # Adapted from diffusers.models.attention.Attention',
    module: 'diffusers.models.attention.Attention',
  },
];

/** None of these says that code was taken from anywhere. */
export const SILENT: readonly CreditForm[] = [
  { says: 'an issue', text: `# Works around ${U}/issues/12` },
  { says: 'see an issue', text: `# Reference: ${U}/issues/12` },
  { says: 'a release', text: `# Reference: ${U}/releases/tag/v2.1.0` },
  { says: 'more information', text: `# For more information see the docs at ${U}` },
  { says: 'a denial', text: `# This file is not derived from ${U}` },
  { says: 'a comparison', text: '# Unlike Heron-VL, this pools by rows.' },
  { says: 'a value', text: '# scaled, based on the width of the row' },
  { says: 'a variable', text: '# positions are taken from input_ids' },
  { says: 'an import that is commented out', text: '# from heron.models import pooler' },
  { says: 'a string', text: `NOTE = "# Adapted from ${U}"` },
  {
    says: 'the notice of a license',
    text: '# You may obtain a copy of the License at\n#     http://www.apache.org/licenses/LICENSE-2.0',
  },
  { says: 'an inherited class', text: '"""Settings that inherit from [`PretrainedConfig`] and say more."""' },
];
