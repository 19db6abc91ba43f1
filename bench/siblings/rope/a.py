import torch
import torch.nn as nn


def rotate_half(x):
    x1, x2 = x[..., : x.shape[-1] // 2], x[..., x.shape[-1] // 2 :]
    return torch.cat((-x2, x1), dim=-1)


def apply_rope(q, k, cos, sin):
    cos, sin = cos.unsqueeze(1), sin.unsqueeze(1)
    return q * cos + rotate_half(q) * sin, k * cos + rotate_half(k) * sin


class RotaryEmbedding(nn.Module):
    def __init__(self, dim, max_positions=2048, base=10000.0, scaling=None, factor=1.0):
        super().__init__()
        self.dim, self.base, self.max_positions = dim, base, max_positions
        self.scaling, self.factor = scaling, factor
        self.register_buffer('inv_freq', self.frequencies(base), persistent=False)
        self.cached = 0

    def frequencies(self, base):
        return 1.0 / (base ** (torch.arange(0, self.dim, 2).float() / self.dim))

    def extend(self, length, device):
        inv_freq = self.inv_freq.to(device)
        if self.scaling == 'ntk' and length > self.max_positions:
            base = self.base * (self.factor * length / self.max_positions - (self.factor - 1)) ** (self.dim / (self.dim - 2))
            inv_freq = self.frequencies(base).to(device)
        t = torch.arange(length, device=device).float()
        if self.scaling == 'linear':
            t = t / self.factor
        freqs = torch.outer(t, inv_freq)
        emb = torch.cat((freqs, freqs), dim=-1)
        self.cos, self.sin, self.cached = emb.cos(), emb.sin(), length

    def forward(self, q, k, positions):
        length = int(positions.max()) + 1
        if length > self.cached:
            self.extend(max(length, self.max_positions), q.device)
        return apply_rope(q, k, self.cos[positions].to(q.dtype), self.sin[positions].to(q.dtype))
