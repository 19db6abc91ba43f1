import torch
import torch.nn as nn


class PatchMerger(nn.Module):
    def __init__(self, dim=1280, out_dim=3584, merge=2, eps=1e-6):
        super().__init__()
        self.merge = merge
        self.hidden = dim * merge ** 2
        self.norm = nn.LayerNorm(dim, eps=eps)
        self.mlp = nn.Sequential(nn.Linear(self.hidden, self.hidden), nn.GELU(), nn.Linear(self.hidden, out_dim))

    def group(self, x, h, w):
        m = self.merge
        x = x.view(h // m, m, w // m, m, -1).permute(0, 2, 1, 3, 4)
        return x.reshape(h * w // m ** 2, self.hidden)

    def forward(self, x, sizes):
        x = self.norm(x)
        out, start = [], 0
        for h, w in sizes:
            if h % self.merge or w % self.merge:
                raise ValueError('grid is not divisible by the merge size')
            out.append(self.mlp(self.group(x[start : start + h * w], h, w)))
            start += h * w
        return torch.cat(out), [o.shape[0] for o in out]
