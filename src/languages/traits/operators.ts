import { labelOf } from '../normal-form/term.ts';

/**
 * Operators that every array library has, each with the names it goes by in PyTorch, JAX, MLX, TensorFlow, Keras and
 * numpy. Several names joined by `>` are a chain: the last is what comes out. docs/normal-form.md tells how it is read.
 */
const FUNCTIONS: Readonly<Record<string, string>> = {
  matmul: `matmul mm bmm mv dot vdot inner outer einsum tensordot dot_general batch_dot linear bilinear addmm baddbmm
    gather_mm quantized_matmul multi_dot`,
  conv: `conv1d conv2d conv3d conv conv_general conv_general_dilated unfold im2col`,
  convt: 'conv_transpose1d conv_transpose2d conv_transpose3d conv2d_transpose conv_transpose',
  add: 'add addcmul addcdiv add_ iadd add_n',
  sub: 'sub subtract sub_ neg negative',
  mul: 'mul multiply mul_ prod outer_product',
  div: 'div divide true_divide div_ reciprocal floor_divide',
  pow: 'pow power square float_power',
  sqrt: 'sqrt',
  'sqrt>div': 'rsqrt',
  'mul>sqrt': '',
  exp: 'exp exp2',
  'exp>sub': 'expm1',
  log: 'log log2 log10',
  'add>log': 'log1p',
  'exp>sum>log': 'logsumexp reduce_logsumexp',
  sin: 'sin',
  cos: 'cos',
  tanh: 'tanh',
  sigmoid: 'sigmoid hard_sigmoid logsigmoid log_sigmoid',
  'sigmoid>mul': 'silu swish SiLU Swish',
  gelu: 'gelu GELU gelu_new quick_gelu gelu_approx gelu_fast_approx',
  softplus: 'softplus',
  softmax: 'softmax Softmax softmin',
  'softmax>log': 'log_softmax LogSoftmax',
  'softmax>log>gather>neg': 'cross_entropy CrossEntropyLoss sparse_categorical_crossentropy nll_loss NLLLoss',
  max: 'relu ReLU maximum amax max reduce_max clamp_min leaky_relu LeakyReLU relu6 elu nanmax',
  min: 'minimum amin min reduce_min clamp_max',
  'max>min': 'clamp clip clip_by_value clamp_',
  sum: 'sum reduce_sum nansum add_reduce segment_sum bincount',
  mean: 'mean reduce_mean average avg_pool1d avg_pool2d adaptive_avg_pool2d adaptive_avg_pool1d AvgPool2d AvgPool1d AdaptiveAvgPool2d',
  var: 'var reduce_variance var_mean moments',
  'var>sqrt': 'std reduce_std',
  maxpool: 'max_pool1d max_pool2d MaxPool2d MaxPool1d',
  norm: `norm layer_norm LayerNorm rms_norm RMSNorm group_norm GroupNorm BatchNorm1d BatchNorm2d BatchNorm LayerNormalization
    BatchNormalization GroupNormalization InstanceNorm2d batch_norm instance_norm normalize weight_norm l2_normalize vector_norm`,
  abs: 'abs absolute fabs',
  sign: 'sign',
  floor: 'floor floordiv trunc int',
  ceil: 'ceil',
  round: 'round rint round_',
  mod: 'fmod remainder mod',
  cumsum: 'cumsum cumprod cumulative_sum',
  cat: 'cat concat concatenate hstack vstack append',
  split: 'split chunk tensor_split unbind unstack array_split',
  pad: 'pad constant_pad ZeroPad2d pad_sequence',
  where: 'where masked_fill masked_fill_ select masked_scatter masked_select',
  sort: 'topk top_k sort argsort argpartition partition argtop_k sorted heappush nlargest',
  argmax: 'argmax argmin',
  gather: `gather take take_along_axis take_along_dim index_select gather_nd embedding Embedding Embed embedding_lookup
    searchsorted bucketize`,
  scatter:
    'scatter scatter_ scatter_add scatter_add_ index_add index_add_ scatter_nd scatter_reduce index_copy_ tensor_scatter_nd_update',
  onehot: 'one_hot eye to_categorical',
  tri: 'tril triu band_part tril_indices triu_indices',
  random:
    'randn rand randint normal uniform normal_ uniform_ trunc_normal_ randn_like rand_like bernoulli multinomial randperm shuffle choice random permutation truncated_normal',
  resize: 'interpolate resize upsample Upsample upsample2d grid_sample UpSampling2D thumbnail',
  fft: 'stft fft rfft irfft ifft istft fft2 ifft2',
  roll: 'roll',
  flip: 'flip reverse fliplr flipud reversed',
  window: 'hann_window hamming_window hanning',
  drop: 'dropout Dropout DropPath drop_path Dropout2d',
  meshgrid: 'meshgrid',
  isclose: 'isnan isinf isfinite allclose',
  'matmul>mul>softmax>matmul': `scaled_dot_product_attention fast_scaled_dot_product_attention dot_product_attention flash_attn_func
    flash_attn_varlen_func memory_efficient_attention MultiheadAttention MultiHeadAttention MultiHeadDotProductAttention`,
};

/** Layers that a class builds and calls: what a call of one does. */
const LAYERS: Readonly<Record<string, string>> = {
  matmul:
    'Linear Dense DenseGeneral EinsumDense Einsum QuantizedLinear ColumnParallelLinear RowParallelLinear LinearGeneral TensorParallelColumnLinear TensorParallelRowLinear',
  conv: 'Conv1d Conv2d Conv3d Conv Conv1D Conv2D DepthwiseConv2D',
  convt: 'ConvTranspose1d ConvTranspose2d ConvTranspose Conv2DTranspose ConvTransposed1d',
};

const SIGNS: Readonly<Record<string, string>> = {
  'op@': 'matmul',
  'op+': 'add',
  'op-': 'sub',
  'op*': 'mul',
  'op/': 'div',
  'op//': 'div>floor',
  'op%': 'mod',
  'op**': 'pow',
  'op<<': 'shift',
  'op>>': 'shift',
  'op&': 'and',
  'op|': 'or',
  'op^': 'xor',
  negative: 'sub',
  less: 'compare',
  equal: 'compare',
  in: 'compare',
};

const NEG: Readonly<Record<string, string>> = { neg: 'sub' };

function chainOf(text: string): readonly string[] {
  return text.split('>').map((name) => NEG[name] ?? name);
}

/** Label of a node of the data-flow graph to the chain of operators it stands for. */
export const OPERATORS: ReadonlyMap<number, readonly string[]> = (() => {
  const found = new Map<number, readonly string[]>();
  const add = (label: string, chain: readonly string[]): void => {
    found.set(labelOf(label), chain);
  };
  for (const [label, chain] of Object.entries(SIGNS)) add(label, chainOf(chain));
  for (const [table, called] of [
    [FUNCTIONS, true],
    [LAYERS, false],
  ] as const)
    for (const [text, names] of Object.entries(table)) {
      const chain = chainOf(text);
      for (const name of names.split(/\s+/)) {
        if (name === '') continue;
        add(`self<${name}>()`, chain);
        if (called) add(`call:${name}`, chain);
      }
    }
  return found;
})();
