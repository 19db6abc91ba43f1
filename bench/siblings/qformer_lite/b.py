import torch
import torch.nn.functional as F
from torch import nn


class Mixed(nn.Module):
    """Self-attention over queries and text, with the image read by the queries alone."""

    def __init__(self, width, heads, image_width, reads):
        super().__init__()
        self.heads = heads
        self.self_in = nn.Linear(width, 3 * width)
        self.self_out = nn.Linear(width, width)
        self.after_self = nn.LayerNorm(width)
        self.reads = reads
        if reads:
            self.read_q = nn.Linear(width, width)
            self.read_kv = nn.Linear(image_width, 2 * width)
            self.read_out = nn.Linear(width, width)
            self.after_read = nn.LayerNorm(width)
        make = lambda: nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.query_mlp, self.text_mlp = make(), make()
        self.last_query, self.last_text = nn.LayerNorm(width), nn.LayerNorm(width)

    def attention(self, q, k, v, mask=None):
        fold = lambda x: x.unflatten(-1, (self.heads, -1)).transpose(1, 2)
        return F.scaled_dot_product_attention(fold(q), fold(k), fold(v), attn_mask=mask).transpose(1, 2).flatten(2)

    def forward(self, x, image, queries, mask=None):
        q, k, v = self.self_in(x).chunk(3, dim=-1)
        x = self.after_self(x + self.self_out(self.attention(q, k, v, mask)))
        asked, text = x[:, :queries], x[:, queries:]
        if self.reads:
            k, v = self.read_kv(image).chunk(2, dim=-1)
            asked = self.after_read(asked + self.read_out(self.attention(self.read_q(asked), k, v)))
        asked = self.last_query(asked + self.query_mlp(asked))
        if text.shape[1]:
            text = self.last_text(text + self.text_mlp(text))
        return torch.cat([asked, text], dim=1)


class QueryReader(nn.Module):
    def __init__(self, queries=32, width=768, depth=12, heads=12, image_width=1024, every=2, vocabulary=30522):
        super().__init__()
        self.seeds = nn.Parameter(torch.randn(queries, width) * 0.02)
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.enter = nn.LayerNorm(width)
        self.blocks = nn.ModuleList([Mixed(width, heads, image_width, n % every == 0) for n in range(depth)])

    def forward(self, image, text=None):
        x = self.seeds.expand(len(image), *self.seeds.shape)
        if text is not None:
            spots = torch.arange(text.shape[1], device=text.device)
            x = torch.cat([x, self.words(text) + self.places(spots)], dim=1)
        x = self.enter(x)
        for block in self.blocks:
            x = block(x, image, len(self.seeds))
        return x[:, : len(self.seeds)]
