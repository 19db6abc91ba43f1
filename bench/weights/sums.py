"""The same sums as the kernel, with numpy, in chunks of 1 MiB. Arguments: offset, file A, file B."""
import sys

import numpy as np

offset, first, second = int(sys.argv[1]), sys.argv[2], sys.argv[3]
CHUNK = 1 << 20
n = 0
sums = np.zeros(7)
detail = np.zeros(4)
most = 0.0
equal = 0
histogram = np.zeros(4096, dtype=np.int64)
with open(first, "rb", buffering=0) as a, open(second, "rb", buffering=0) as b:
    a.seek(offset)
    b.seek(offset)
    while True:
        x = np.frombuffer(a.read(CHUNK), dtype=np.uint16)
        if x.size == 0:
            break
        y = np.frombuffer(b.read(CHUNK), dtype=np.uint16)
        w = (x.astype(np.uint32) << 16).view(np.float32)
        s = (y.astype(np.uint32) << 16).view(np.float32)
        d = s - w
        dd = d * d
        sums += (d.sum(), dd.sum(), np.dot(dd, d), np.dot(dd, dd), w.sum(), np.dot(w, w), np.dot(d, w))
        part = np.abs(d)
        most = max(most, float(part.max()))
        equal += int(np.count_nonzero(x == y))
        p, q = part[::8], np.abs(w[::8])
        detail += (p.sum(), q.sum(), np.dot(p, q), np.count_nonzero((s[::8] == 0) & (w[::8] != 0)))
        histogram += np.bincount(d[::8].view(np.uint32) >> 20, minlength=4096)
        n += x.size
mean = sums[0] / n
var = sums[1] / n - mean * mean
print(f"n {n} mean {mean:.4e} std {np.sqrt(var):.6e} kurtosis {sums[3] / n / var**2 - 3:.4f} max {most:.4e} equal {equal / n:.6f}")
