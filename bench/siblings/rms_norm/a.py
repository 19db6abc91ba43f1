import torch
from torch import nn


class ScaleNorm(nn.Module):
    """Divides by the root mean square of the last axis and multiplies by a learned gain."""

    def __init__(self, features, tiny=1e-5, offset=0.0):
        super().__init__()
        self.gain = nn.Parameter(torch.full((features,), 1.0 - offset))
        self.offset = offset
        self.tiny = tiny

    def forward(self, values):
        kind = values.dtype
        wide = values.to(torch.float32)
        power = (wide * wide).mean(-1, keepdim=True)
        wide = wide / torch.sqrt(power + self.tiny)
        return ((self.gain + self.offset) * wide).to(kind)


class GatedScaleNorm(ScaleNorm):
    def forward(self, values, gate=None):
        if gate is not None:
            values = values * gate * torch.sigmoid(gate)
        return super().forward(values)
