# Copyright 2023 The Heron-VL Contributors
# SPDX-License-Identifier: Apache-2.0
"""Pools the patches of a tile into a fixed number of tokens by gated cross-attention."""
import torch
import torch.nn.functional as F
from torch import nn


def ramp_positions(rows, columns, width, base=6000.0):
    """Axial position code: a quarter of the channels for sine and cosine of each axis."""
    quarter = width // 4
    rates = base ** (-torch.arange(quarter, dtype=torch.float32) / quarter)
    down = torch.outer(torch.arange(rows, dtype=torch.float32), rates)
    across = torch.outer(torch.arange(columns, dtype=torch.float32), rates)
    down = torch.cat([down.sin(), down.cos()], dim=1)[:, None, :].expand(rows, columns, 2 * quarter)
    across = torch.cat([across.sin(), across.cos()], dim=1)[None, :, :].expand(rows, columns, 2 * quarter)
    return torch.cat([down, across], dim=2).reshape(rows * columns, width)


class GatedPooler(nn.Module):
    def __init__(self, tokens=80, width=1024, source_width=1152, heads=16, gate_start=0.15):
        super().__init__()
        self.tokens = tokens
        self.heads = heads
        self.seeds = nn.Parameter(torch.empty(tokens, width))
        nn.init.orthogonal_(self.seeds, gain=0.3)
        self.narrow = nn.Linear(source_width, width, bias=False)
        self.to_query = nn.Linear(width, width)
        self.to_pair = nn.Linear(width, 2 * width)
        self.gate = nn.Parameter(torch.full((heads, 1, 1), gate_start))
        self.settle = nn.LayerNorm(width, eps=3e-6)
        self.leave = nn.Linear(width, width)

    def split_heads(self, values):
        batch, length, width = values.shape
        return values.reshape(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(self, patches, grid, empty=None):
        batch = patches.shape[0]
        rows, columns = grid
        memory = self.narrow(patches)
        placed = memory + ramp_positions(rows, columns, memory.shape[-1]).to(memory)
        query = self.split_heads(self.to_query(self.settle(self.seeds)).unsqueeze(0).expand(batch, -1, -1))
        key, value = self.to_pair(placed).chunk(2, dim=-1)
        key = self.split_heads(F.normalize(key, dim=-1))
        value = self.split_heads(value)
        scores = query @ key.transpose(-2, -1) * (query.shape[-1] ** -0.5)
        if empty is not None:
            scores = scores.masked_fill(empty[:, None, None, :], torch.finfo(scores.dtype).min)
        weights = torch.softmax(scores, dim=-1)
        pooled = torch.tanh(self.gate) * (weights @ value) + (1 - torch.tanh(self.gate)) * query
        pooled = pooled.transpose(1, 2).reshape(batch, self.tokens, -1)
        return self.leave(self.settle(pooled))
