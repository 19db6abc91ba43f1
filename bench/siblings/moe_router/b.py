import mlx.core as mx
import mlx.nn as nn


class Experts(nn.Module):
    def __init__(self, width, hidden, count=6, used=2, shared=1, noise=0.0):
        super().__init__()
        self.count, self.used, self.noise = count, used, noise
        self.choose = nn.Linear(width, count, bias=False)
        self.ups = [nn.Linear(width, hidden) for _ in range(count)]
        self.downs = [nn.Linear(hidden, width) for _ in range(count)]
        self.common = [nn.Sequential(nn.Linear(width, hidden), nn.SiLU(), nn.Linear(hidden, width)) for _ in range(shared)]

    def __call__(self, x):
        flat = x.reshape(-1, x.shape[-1])
        scores = self.choose(flat)
        if self.noise:
            scores = scores + self.noise * mx.random.normal(scores.shape)
        chances = mx.softmax(scores.astype(mx.float32), axis=-1)
        bound = mx.sort(chances, axis=-1)[:, -self.used][:, None]
        weights = mx.where(chances >= bound, chances, 0)
        weights = weights / weights.sum(axis=-1, keepdims=True)
        out = sum(weights[:, n : n + 1] * self.downs[n](nn.silu(self.ups[n](flat))) for n in range(self.count))
        for each in self.common:
            out = out + each(flat)
        load = (weights > 0).astype(mx.float32).mean(axis=0) * chances.mean(axis=0)
        return out.reshape(x.shape), self.count * load.sum() / self.used
