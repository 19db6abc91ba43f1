import mlx.core as mx
import mlx.nn as nn


class Reader(nn.Module):
    def __init__(self, width, source, heads=8, share_norm=True):
        super().__init__()
        self.heads = heads
        self.ask = nn.Linear(width, width, bias=False)
        self.tell = nn.Linear(source, 2 * width, bias=False)
        self.join = nn.Linear(width, width)
        self.norm = nn.LayerNorm(source) if share_norm else None
        self.gate = mx.zeros((1,))

    def __call__(self, x, source, absent=None):
        if self.norm is not None:
            source = self.norm(source)
        keys, values = mx.split(self.tell(source), 2, axis=-1)
        part = lambda y: y.reshape(y.shape[0], y.shape[1], self.heads, -1).transpose(0, 2, 1, 3)
        q, k, v = part(self.ask(x)), part(keys), part(values)
        scores = (q * q.shape[-1] ** -0.5) @ k.swapaxes(-1, -2)
        if absent is not None:
            scores = mx.where(absent[:, None, None, :], -1e9, scores)
        read = mx.softmax(scores, axis=-1) @ v
        read = read.transpose(0, 2, 1, 3).reshape(x.shape)
        return x + mx.tanh(self.gate) * self.join(read)
