/** Functions and classes that Python itself provides, and those of Python 2 that old code still calls. */
const BUILTINS = new Set(
  `abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
  delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id
  input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print
  property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
  __import__ basestring display get_ipython long raw_input reduce unichr unicode xrange`.split(/\s+/),
);

/** True for a name that is there without an import or a definition; errors and warnings count. */
export function isBuiltin(name: string): boolean {
  return BUILTINS.has(name) || /^[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Iteration)$/.test(name);
}
