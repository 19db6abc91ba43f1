from functools import partial

import torch
import torch.nn.functional as F
from einops import rearrange, repeat
from torch import Tensor, nn


class StochasticDepth(nn.Module):
    def __init__(self, rate: float):
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0.0:
            return x
        keep = torch.rand(x.shape[0], 1, 1, device=x.device) >= self.rate
        return x * keep / (1 - self.rate)


class Residual(nn.Module):
    def __init__(self, dim, body, rate, init=1e-5):
        super().__init__()
        self.norm, self.body, self.drop = nn.LayerNorm(dim), body, StochasticDepth(rate)
        self.gamma = nn.Parameter(init * torch.ones(dim))

    def forward(self, x):
        return x + self.drop(self.gamma * self.body(self.norm(x)))


class Attention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(dim, 3 * dim, bias=False), nn.Linear(dim, dim)

    def forward(self, x):
        q, k, v = rearrange(self.qkv(x), 'b n (t h d) -> t b h n d', t=3, h=self.heads)
        return self.out(rearrange(F.scaled_dot_product_attention(q, k, v), 'b h n d -> b n (h d)'))


def feed_forward(dim, factor=4):
    return nn.Sequential(nn.Linear(dim, factor * dim), nn.GELU(), nn.Linear(factor * dim, dim))


def encoder(dim, depth, heads, max_rate):
    wrap = partial(Residual, dim)
    rates = torch.linspace(0, max_rate, depth).tolist()
    return nn.Sequential(*(layer for rate in rates for layer in (wrap(Attention(dim, heads), rate), wrap(feed_forward(dim), rate))))


class ImageClassifier(nn.Module):
    def __init__(self, size=224, patch=14, dim=1024, depth=24, heads=16, classes=1000, drop_path=0.1):
        super().__init__()
        self.patch = patch
        self.lift = nn.Linear(3 * patch * patch, dim)
        self.summary = nn.Parameter(torch.randn(dim) * 1e-6)
        self.place = nn.Parameter(torch.randn(1 + (size // patch) ** 2, dim) * 0.02)
        self.trunk = encoder(dim, depth, heads, drop_path)
        self.head = nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, classes))

    def forward(self, images):
        x = self.lift(rearrange(images, 'b c (y p) (x q) -> b (y x) (c p q)', p=self.patch, q=self.patch))
        x = torch.cat([repeat(self.summary, 'd -> b 1 d', b=len(x)), x], dim=1) + self.place
        return self.head(self.trunk(x)[:, 0])
