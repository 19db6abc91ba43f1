import torch
from torch import nn
from torch.nn import functional as F


def conv3(ins, outs):
    return nn.Conv2d(ins, outs, kernel_size=3, stride=1, padding=1)


class ConvUnit(nn.Module):
    def __init__(self, ins, outs, groups=8):
        super().__init__()
        self.conv, self.norm = conv3(ins, outs), nn.GroupNorm(groups, outs)

    def forward(self, x, affine=None):
        x = self.norm(self.conv(x))
        if affine is not None:
            gain, offset = affine
            x = x * (gain + 1) + offset
        return F.silu(x)


class TimedBlock(nn.Module):
    def __init__(self, ins, outs, time_dim=None, stride=1, dropout=0.0):
        super().__init__()
        self.time = nn.Sequential(nn.SiLU(), nn.Linear(time_dim, 2 * outs)) if time_dim else None
        self.a, self.b = ConvUnit(ins, outs), ConvUnit(outs, outs)
        self.drop = nn.Dropout2d(dropout)
        self.match = nn.Conv2d(ins, outs, 1, bias=False) if ins != outs else None
        self.shrink = nn.Conv2d(outs, outs, 4, 2, 1) if stride == 2 else None

    def forward(self, x, time=None):
        affine = None
        if self.time is not None:
            affine = torch.tensor_split(self.time(time).unsqueeze(-1).unsqueeze(-1), 2, dim=1)
        y = self.b(self.drop(self.a(x, affine)))
        y = y + (x if self.match is None else self.match(x))
        return y if self.shrink is None else self.shrink(y)
