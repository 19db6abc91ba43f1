import torch
import torch.nn.functional as F
from einops import rearrange
from torch import nn


class PreNormCrossAttention(nn.Module):
    def __init__(self, dim, context_dim, heads=8, dim_head=64, dropout=0.0, zero_gate=False):
        super().__init__()
        inner = heads * dim_head
        self.heads = heads
        self.norm_x = nn.LayerNorm(dim)
        self.norm_context = nn.LayerNorm(context_dim)
        self.to_q = nn.Linear(dim, inner, bias=False)
        self.to_k = nn.Linear(context_dim, inner, bias=False)
        self.to_v = nn.Linear(context_dim, inner, bias=False)
        self.to_out = nn.Sequential(nn.Linear(inner, dim), nn.Dropout(dropout))
        self.alpha = nn.Parameter(torch.zeros(())) if zero_gate else None
        self.dropout = dropout

    def forward(self, x, context, mask=None):
        normed = self.norm_x(x)
        context = self.norm_context(context)
        q, k, v = (
            rearrange(layer(source), 'b n (h d) -> b h n d', h=self.heads)
            for layer, source in ((self.to_q, normed), (self.to_k, context), (self.to_v, context))
        )
        if mask is not None:
            mask = rearrange(mask.bool(), 'b j -> b 1 1 j')
        out = F.scaled_dot_product_attention(q, k, v, mask, dropout_p=self.dropout if self.training else 0.0)
        out = self.to_out(rearrange(out, 'b h n d -> b n (h d)'))
        if self.alpha is not None:
            out = out * self.alpha.tanh()
        return x + out
