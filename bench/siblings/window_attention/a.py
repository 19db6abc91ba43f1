import torch
from torch import nn


def to_windows(x, size):
    b, h, w, c = x.shape
    x = x.reshape(b, h // size, size, w // size, size, c)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, size * size, c)


def from_windows(x, size, h, w):
    b = x.shape[0] * size * size // (h * w)
    x = x.reshape(b, h // size, w // size, size, size, -1)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(b, h, w, -1)


class LocalAttention(nn.Module):
    def __init__(self, width, size=8, heads=6, shift=0):
        super().__init__()
        self.size, self.heads, self.shift = size, heads, shift
        self.inward = nn.Linear(width, 3 * width)
        self.outward = nn.Linear(width, width)
        self.bias = nn.Embedding((2 * size - 1) ** 2, heads)
        rows, cols = torch.meshgrid(torch.arange(size), torch.arange(size), indexing='ij')
        spots = torch.stack([rows.flatten(), cols.flatten()], 1)
        apart = spots[:, None] - spots[None] + size - 1
        self.register_buffer('where', apart[..., 0] * (2 * size - 1) + apart[..., 1])

    def regions(self, h, w, device):
        marks = torch.zeros(1, h, w, 1, device=device)
        cuts = [slice(0, -self.size), slice(-self.size, -self.shift), slice(-self.shift, None)]
        for number, (a, b) in enumerate((a, b) for a in cuts for b in cuts):
            marks[:, a, b] = number
        parts = to_windows(marks, self.size).squeeze(-1)
        return parts[:, None, :, None] != parts[:, None, None, :]

    def forward(self, x):
        b, h, w, c = x.shape
        if self.shift:
            x = torch.roll(x, (-self.shift, -self.shift), (1, 2))
        tokens = to_windows(x, self.size)
        q, k, v = self.inward(tokens).view(len(tokens), -1, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.mT * (c // self.heads) ** -0.5 + self.bias(self.where).permute(2, 0, 1)
        if self.shift:
            apart = self.regions(h, w, x.device).repeat(b, 1, 1, 1)
            scores = scores.masked_fill(apart, float('-inf'))
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)
        out = from_windows(self.outward(mixed), self.size, h, w)
        return torch.roll(out, (self.shift, self.shift), (1, 2)) if self.shift else out
