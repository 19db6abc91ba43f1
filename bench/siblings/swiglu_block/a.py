import torch
import torch.nn as nn
import torch.nn.functional as F


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.eps = eps

    def forward(self, x):
        h = x.float()
        h = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + self.eps)
        return self.weight * h.to(x.dtype)


class FeedForward(nn.Module):
    def __init__(self, dim, hidden=None, multiple_of=256):
        super().__init__()
        hidden = hidden or int(2 * 4 * dim / 3)
        hidden = multiple_of * ((hidden + multiple_of - 1) // multiple_of)
        self.w1, self.w3 = nn.Linear(dim, hidden, bias=False), nn.Linear(dim, hidden, bias=False)
        self.w2 = nn.Linear(hidden, dim, bias=False)

    def forward(self, x):
        return self.w2(F.silu(self.w1(x)) * self.w3(x))


def drop_path(x, p, training):
    if p == 0.0 or not training:
        return x
    keep = 1 - p
    mask = x.new_empty((x.shape[0],) + (1,) * (x.ndim - 1)).bernoulli_(keep)
    return x * mask / keep


class DecoderLayer(nn.Module):
    def __init__(self, attention, dim=2048, residual_scale=1.0, path_drop=0.0, eps=1e-5):
        super().__init__()
        self.attention, self.mlp = attention, FeedForward(dim)
        self.input_norm, self.post_norm = RMSNorm(dim, eps), RMSNorm(dim, eps)
        self.scale, self.path_drop = residual_scale, path_drop

    def forward(self, x, **kwargs):
        x = x + self.scale * drop_path(self.attention(self.input_norm(x), **kwargs), self.path_drop, self.training)
        return x + self.scale * drop_path(self.mlp(self.post_norm(x)), self.path_drop, self.training)
