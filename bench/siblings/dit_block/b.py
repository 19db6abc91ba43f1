import torch
import torch.nn.functional as F
from torch import nn


class ModulatedBlock(nn.Module):
    def __init__(self, dim=1152, heads=16, mlp_ratio=4):
        super().__init__()
        self.heads, self.dim = heads, dim
        self.modulation = nn.Parameter(torch.zeros(6, dim))
        self.adapt = nn.Linear(dim, 6 * dim)
        nn.init.constant_(self.adapt.weight, 0)
        nn.init.constant_(self.adapt.bias, 0)
        self.wqkv = nn.Linear(dim, 3 * dim, bias=True)
        self.wo = nn.Linear(dim, dim)
        self.w1 = nn.Linear(dim, mlp_ratio * dim)
        self.w2 = nn.Linear(mlp_ratio * dim, dim)

    def modulated(self, x, shift, scale):
        return torch.addcmul(shift, F.layer_norm(x, (self.dim,), eps=1e-6), 1 + scale)

    def self_attention(self, x):
        batch, length, _ = x.shape
        q, k, v = self.wqkv(x).view(batch, length, 3, self.heads, -1).unbind(2)
        y = F.scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2))
        return self.wo(y.transpose(1, 2).reshape(batch, length, self.dim))

    def forward(self, x, c):
        table = self.adapt(F.silu(c)).view(-1, 6, self.dim) + self.modulation
        s1, k1, g1, s2, k2, g2 = (table[:, i : i + 1] for i in range(6))
        x = torch.addcmul(x, g1, self.self_attention(self.modulated(x, s1, k1)))
        return torch.addcmul(x, g2, self.w2(F.gelu(self.w1(self.modulated(x, s2, k2)), approximate='tanh')))


def unpatchify(tokens, patch, height, width, channels):
    b = tokens.size(0)
    tokens = tokens.view(b, height, width, patch, patch, channels)
    return torch.einsum('bhwpqc->bchpwq', tokens).reshape(b, channels, height * patch, width * patch)
