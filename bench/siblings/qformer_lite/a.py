import torch
import torch.nn as nn


class Attention(nn.Module):
    def __init__(self, dim, heads, kv_dim=None, dropout=0.1):
        super().__init__()
        self.heads, self.head_dim = heads, dim // heads
        self.query, self.key, self.value = nn.Linear(dim, dim), nn.Linear(kv_dim or dim, dim), nn.Linear(kv_dim or dim, dim)
        self.output, self.norm = nn.Linear(dim, dim), nn.LayerNorm(dim, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def heads_of(self, x):
        return x.view(*x.shape[:-1], self.heads, self.head_dim).permute(0, 2, 1, 3)

    def forward(self, x, context=None, mask=None):
        context = x if context is None else context
        q, k, v = self.heads_of(self.query(x)), self.heads_of(self.key(context)), self.heads_of(self.value(context))
        scores = torch.matmul(q, k.transpose(-1, -2)) / self.head_dim ** 0.5
        if mask is not None:
            scores = scores + (1.0 - mask[:, None, None, :].to(scores.dtype)) * -10000.0
        probs = self.dropout(scores.softmax(dim=-1))
        out = torch.matmul(probs, v).permute(0, 2, 1, 3).flatten(2)
        return self.norm(x + self.dropout(self.output(out)))


class Layer(nn.Module):
    def __init__(self, dim, heads, image_dim, cross, ffn=4, dropout=0.1):
        super().__init__()
        self.attention = Attention(dim, heads, dropout=dropout)
        self.cross = Attention(dim, heads, image_dim, dropout) if cross else None
        self.ffn = nn.Sequential(nn.Linear(dim, dim * ffn), nn.GELU(), nn.Linear(dim * ffn, dim), nn.Dropout(dropout))
        self.norm = nn.LayerNorm(dim, eps=1e-12)

    def forward(self, x, image, mask):
        x = self.attention(x)
        if self.cross is not None:
            x = self.cross(x, image, mask)
        return self.norm(x + self.ffn(x))


class QFormer(nn.Module):
    def __init__(self, dim=768, heads=12, layers=12, queries=32, image_dim=1408, frequency=2):
        super().__init__()
        self.queries = nn.Parameter(torch.zeros(1, queries, dim))
        self.queries.data.normal_(mean=0.0, std=0.02)
        self.norm, self.dropout = nn.LayerNorm(dim, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(dim, heads, image_dim, i % frequency == 0) for i in range(layers))

    def forward(self, image, mask=None):
        x = self.dropout(self.norm(self.queries.expand(image.shape[0], -1, -1)))
        for layer in self.layers:
            x = layer(x, image, mask)
        return x
