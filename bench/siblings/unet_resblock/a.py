import torch
from torch import nn


class Residual(nn.Module):
    def __init__(self, inside, outside, signal=0, groups=16, change=None):
        super().__init__()
        self.pre = nn.GroupNorm(groups, inside, eps=1e-6)
        self.one = nn.Conv2d(inside, outside, 3, padding=1)
        self.mid = nn.GroupNorm(groups, outside, eps=1e-6)
        self.two = nn.Conv2d(outside, outside, 3, padding=1)
        nn.init.zeros_(self.two.weight)
        nn.init.zeros_(self.two.bias)
        self.short = nn.Conv2d(inside, outside, 1) if inside != outside else nn.Identity()
        self.signal = nn.Linear(signal, 2 * outside) if signal else None
        self.change = change

    def resized(self, x):
        if self.change == 'up':
            return nn.functional.interpolate(x, scale_factor=2, mode='nearest')
        return nn.functional.avg_pool2d(x, 2) if self.change == 'down' else x

    def forward(self, x, t=None):
        inner = self.one(self.resized(nn.functional.silu(self.pre(x))))
        inner = self.mid(inner)
        if self.signal is not None:
            scale, shift = self.signal(nn.functional.silu(t))[:, :, None, None].chunk(2, 1)
            inner = inner + inner * scale + shift
        return self.short(self.resized(x)) + self.two(nn.functional.silu(inner))
