import math
import torch
import torch.nn as nn
import torch.nn.functional as F


def sincos(dim, positions):
    omega = torch.arange(dim // 2, dtype=torch.float32) / (dim / 2)
    omega = 1.0 / 10000 ** omega
    out = positions.reshape(-1)[:, None] * omega[None]
    return torch.cat([out.sin(), out.cos()], dim=1)


def sincos_2d(dim, height, width):
    ys, xs = torch.meshgrid(torch.arange(height).float(), torch.arange(width).float(), indexing='ij')
    return torch.cat([sincos(dim // 2, ys), sincos(dim // 2, xs)], dim=1)


class Resampler(nn.Module):
    def __init__(self, dim=4096, vision_dim=1152, num_queries=64, heads=32, grid=70):
        super().__init__()
        self.heads = heads
        self.queries = nn.Parameter(torch.zeros(num_queries, dim))
        nn.init.trunc_normal_(self.queries, std=0.02)
        self.kv_proj = nn.Linear(vision_dim, dim, bias=False) if vision_dim != dim else nn.Identity()
        self.q, self.k, self.v, self.out = (nn.Linear(dim, dim) for _ in range(4))
        self.ln_q, self.ln_kv, self.ln_post = (nn.LayerNorm(dim, eps=1e-6) for _ in range(3))
        self.proj = nn.Parameter(dim ** -0.5 * torch.randn(dim, dim))
        self.dim = dim

    def forward(self, features, sizes, mask=None):
        batch, length, _ = features.shape
        x = self.ln_kv(self.kv_proj(features))
        pos = torch.zeros(batch, length, self.dim, device=x.device, dtype=x.dtype)
        for i, (h, w) in enumerate(sizes):
            pos[i, : h * w] = sincos_2d(self.dim, h, w).to(x)
        q = self.q(self.ln_q(self.queries)).unsqueeze(0).expand(batch, -1, -1)
        k, v = self.k(x + pos), self.v(x)
        split = lambda t: t.view(batch, -1, self.heads, self.dim // self.heads).transpose(1, 2)
        bias = None
        if mask is not None:
            bias = torch.zeros_like(mask, dtype=x.dtype).masked_fill(mask, float('-inf'))[:, None, None]
        y = F.scaled_dot_product_attention(split(q), split(k), split(v), attn_mask=bias)
        y = self.out(y.transpose(1, 2).reshape(batch, -1, self.dim))
        return self.ln_post(y) @ self.proj
