import mlx.core as mx
import mlx.nn as nn


class Merge(nn.Module):
    def __init__(self, width, out, side=2):
        super().__init__()
        self.side = side
        self.ln = nn.LayerNorm(width, eps=1e-6)
        self.first = nn.Linear(side * side * width, side * side * width)
        self.second = nn.Linear(side * side * width, out)

    def neighbours(self, x, rows, columns):
        s, width = self.side, x.shape[-1]
        x = mx.reshape(x, (rows, columns, width))
        corners = [x[i::s, j::s] for i in range(s) for j in range(s)]
        return mx.concatenate(corners, axis=-1).reshape(-1, s * s * width)

    def __call__(self, x, grids):
        parts = mx.split(x, [sum(h * w for h, w in grids[: i + 1]) for i in range(len(grids) - 1)])
        merged = [self.neighbours(self.ln(part), *grid) for part, grid in zip(parts, grids)]
        return self.second(nn.gelu(self.first(mx.concatenate(merged))))
