import math

import torch
import torch.nn.functional as F
from torch import nn


class Signal(nn.Module):
    """Noise level and class as one vector; a class is forgotten now and then, for guidance."""

    def __init__(self, width, classes, forget=0.1, waves=256):
        super().__init__()
        self.waves, self.classes, self.forget = waves, classes, forget
        self.level = nn.Sequential(nn.Linear(waves, width), nn.SiLU(), nn.Linear(width, width))
        self.kind = nn.Embedding(classes + 1, width)

    def forward(self, t, y):
        rates = torch.exp(torch.linspace(0, -math.log(10000), self.waves // 2, device=t.device))
        angle = t[:, None].float() * rates
        if self.training and self.forget > 0:
            y = torch.where(torch.rand(y.shape, device=y.device) < self.forget, self.classes, y)
        return self.level(torch.hstack([angle.cos(), angle.sin()])) + self.kind(y)


class Adaptive(nn.Module):
    def __init__(self, width, parts):
        super().__init__()
        self.norm = nn.LayerNorm(width, elementwise_affine=False, eps=1e-6)
        self.linear = nn.Linear(width, parts * width)
        self.parts = parts
        for value in self.linear.parameters():
            nn.init.zeros_(value)

    def forward(self, signal):
        return self.linear(F.silu(signal)).unflatten(-1, (self.parts, 1, -1)).unbind(-3)


class Layer(nn.Module):
    def __init__(self, width, heads, ratio=4.0):
        super().__init__()
        self.plan = Adaptive(width, 6)
        self.mix = nn.MultiheadAttention(width, heads, batch_first=True)
        self.feed = nn.Sequential(nn.Linear(width, int(ratio * width)), nn.GELU('tanh'), nn.Linear(int(ratio * width), width))

    def forward(self, x, signal):
        s1, c1, g1, s2, c2, g2 = self.plan(signal)
        y = self.plan.norm(x) * (1 + c1) + s1
        x = x + g1 * self.mix(y, y, y, need_weights=False)[0]
        return x + g2 * self.feed(self.plan.norm(x) * (1 + c2) + s2)


class DiffusionTransformer(nn.Module):
    def __init__(self, side=32, patch=2, channels=4, width=1152, depth=28, heads=16, classes=1000, variance=True):
        super().__init__()
        self.patch, self.outputs = patch, channels * (2 if variance else 1)
        self.enter = nn.Linear(channels * patch * patch, width)
        self.register_buffer('places', self.grid(side // patch, width))
        self.signal = Signal(width, classes)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(depth))
        self.last = Adaptive(width, 2)
        self.leave = nn.Linear(width, patch * patch * self.outputs)
        nn.init.zeros_(self.leave.weight), nn.init.zeros_(self.leave.bias)

    @staticmethod
    def grid(side, width):
        rates = 10000 ** (-torch.arange(width // 4) / (width // 4))
        angle = torch.arange(side)[:, None] * rates
        line = torch.cat([angle.sin(), angle.cos()], dim=1)
        down, across = line.repeat_interleave(side, 0), line.repeat(side, 1)
        return torch.cat([down, across], dim=1)[None]

    def forward(self, x, t, y):
        size = x.shape[-2:]
        tokens = self.enter(F.unfold(x, self.patch, stride=self.patch).mT) + self.places
        signal = self.signal(t, y)
        for layer in self.layers:
            tokens = layer(tokens, signal)
        shift, scale = self.last(signal)
        tokens = self.leave(self.last.norm(tokens) * (1 + scale) + shift)
        return F.fold(tokens.mT, size, self.patch, stride=self.patch)

    @torch.no_grad()
    def guided(self, x, t, y, scale=4.0):
        both = self(torch.cat([x, x]), torch.cat([t, t]), torch.cat([y, torch.full_like(y, self.signal.classes)]))
        with_class, without = both.chunk(2)
        return without + scale * (with_class - without)
