/** Storages of tensors, by class, with the number format of their values. */
export const STORAGE_TYPES: Readonly<Record<string, string>> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.CharStorage': 'I8',
  'torch.ByteStorage': 'U8',
  'torch.BoolStorage': 'BOOL',
};

/** Number formats by the name that newer storages carry. */
export const DTYPES: Readonly<Record<string, string>> = {
  'torch.float64': 'F64',
  'torch.float32': 'F32',
  'torch.float16': 'F16',
  'torch.bfloat16': 'BF16',
  'torch.float8_e4m3fn': 'F8_E4M3',
  'torch.float8_e5m2': 'F8_E5M2',
  'torch.int64': 'I64',
  'torch.int32': 'I32',
  'torch.int16': 'I16',
  'torch.int8': 'I8',
  'torch.uint8': 'U8',
  'torch.bool': 'BOOL',
};

/** Constructors of tensors and of plain containers. A description of their arguments says all that they would make. */
const KNOWN: ReadonlySet<string> = new Set([
  ...Object.keys(STORAGE_TYPES),
  'torch._utils._rebuild_tensor',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_tensor_v3',
  'torch._utils._rebuild_parameter',
  'torch._utils._rebuild_parameter_with_state',
  'torch._utils._rebuild_qtensor',
  'torch._utils._rebuild_sparse_tensor',
  'torch._tensor._rebuild_from_type_v2',
  'torch.nn.parameter.Parameter',
  'torch.Tensor',
  'torch.Size',
  'torch.device',
  'torch.storage.UntypedStorage',
  'torch.storage.TypedStorage',
  'torch.serialization._get_layout',
  'collections.OrderedDict',
  'collections.defaultdict',
  'collections.Counter',
  'builtins.set',
  'builtins.dict',
  'builtins.list',
  'builtins.tuple',
  'builtins.int',
  'builtins.float',
  'builtins.str',
  'builtins.bool',
  'builtins.bytearray',
  'builtins.complex',
  'builtins.slice',
  'builtins.range',
  '__builtin__.set',
  '__builtin__.list',
  '__builtin__.dict',
  '_codecs.encode',
  'argparse.Namespace',
  'types.SimpleNamespace',
  'datetime.datetime',
  'datetime.timedelta',
  'pathlib.PosixPath',
  'pathlib.PurePosixPath',
  'numpy.core.multiarray.scalar',
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray.scalar',
  'numpy._core.multiarray._reconstruct',
  'numpy.dtype',
  'numpy.ndarray',
]);

/** Makes a tensor by calling what it is given first. */
export const CALLS_ITS_FIRST = 'torch._tensor._rebuild_from_type_v2';

/** Names in the libraries of tensors: number formats, layouts, formats of memory, classes of storages. None of them is called. */
const PLAIN_NAME =
  /^(?:torch|numpy)\.[a-z][a-z0-9]*(?:_[a-z0-9]+)*$|^torch\.(?:cuda\.)?[A-Z][A-Za-z0-9]*Storage$/;

/**
 * What naming this brings when the pickle is loaded. `known`: a call of it only makes a value. `named`: it may be named and not
 * called. `refused`: whatever is not known to be harmless, since naming alone runs the code of its module, and gives what can be
 * changed (`sys.modules`, `collections.__dict__`).
 */
export function roleOfGlobal(name: string): 'known' | 'named' | 'refused' {
  if (KNOWN.has(name)) return 'known';
  return PLAIN_NAME.test(name) ? 'named' : 'refused';
}
