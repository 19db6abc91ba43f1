import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention


class Distiller(nn.Module):
    def __init__(self, source, width=768, queries=48, rounds=3, heads=12, frames=None):
        super().__init__()
        self.heads = heads
        self.ask = nn.Parameter(torch.randn(queries, width) * 0.05)
        self.enter = nn.Linear(source, width) if source != width else nn.Identity()
        self.when = nn.Parameter(torch.zeros(frames, 1, width)) if frames else None
        self.rounds = nn.ModuleList(
            nn.ModuleDict(
                {
                    'norm_q': nn.LayerNorm(width),
                    'norm_s': nn.LayerNorm(width),
                    'q': nn.Linear(width, width),
                    'kv': nn.Linear(width, 2 * width),
                    'o': nn.Linear(width, width),
                    'feed': nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.GELU(), nn.Linear(3 * width, width)),
                }
            )
            for _ in range(rounds)
        )
        self.last = nn.LayerNorm(width)

    def forward(self, tokens, present=None):
        tokens = self.enter(tokens)
        if self.when is not None:
            tokens = (tokens + self.when[: tokens.shape[1]]).flatten(1, 2)
        asked = self.ask.expand(len(tokens), -1, -1)
        split = lambda y: y.unflatten(-1, (self.heads, -1)).transpose(1, 2)
        for part in self.rounds:
            q = split(part['q'](part['norm_q'](asked)))
            k, v = map(split, part['kv'](torch.cat([part['norm_s'](tokens), asked], 1)).chunk(2, -1))
            seen = None
            if present is not None:
                seen = nn.functional.pad(present, (0, asked.shape[1]), value=True)[:, None, None]
            read = scaled_dot_product_attention(q, k, v, seen).transpose(1, 2).flatten(2)
            asked = asked + part['o'](read)
            asked = asked + part['feed'](asked)
        return self.last(asked)
