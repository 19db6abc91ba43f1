import numpy as np
import torch
from torch import nn


def quantise(weight, group=128, bits=4):
    rows, columns = weight.shape
    blocks = weight.reshape(rows, columns // group, group)
    low, high = blocks.amin(-1, keepdim=True), blocks.amax(-1, keepdim=True)
    step = (high - low).clamp(min=1e-5) / (2**bits - 1)
    zero = torch.round(-low / step).clamp(0, 2**bits - 1)
    codes = torch.clamp(torch.round(blocks / step) + zero, 0, 2**bits - 1)
    return codes.reshape(rows, columns).to(torch.uint8), step.squeeze(-1), zero.squeeze(-1)


def pack(codes):
    even, odd = codes[:, 0::2], codes[:, 1::2]
    return torch.bitwise_or(even, torch.bitwise_left_shift(odd, 4))


def unpack(packed):
    halves = torch.stack([packed & 0xF, packed >> 4], dim=-1)
    return halves.reshape(packed.shape[0], -1)


class PackedLinear(nn.Module):
    def __init__(self, inputs, outputs, group=128, bias=True):
        super().__init__()
        self.group = group
        self.register_buffer('packed', torch.zeros(outputs, inputs // 2, dtype=torch.uint8))
        self.register_buffer('scales', torch.zeros(outputs, inputs // group, dtype=torch.float16))
        self.register_buffer('zeros', torch.zeros(outputs, inputs // group, dtype=torch.float16))
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None

    @classmethod
    def of(cls, linear, group=128):
        layer = cls(linear.in_features, linear.out_features, group, linear.bias is not None)
        codes, scales, zeros = quantise(linear.weight.data.float(), group)
        layer.packed, layer.scales, layer.zeros = pack(codes), scales.half(), zeros.half()
        if linear.bias is not None:
            layer.bias.data.copy_(linear.bias.data)
        return layer

    def weight(self, dtype):
        codes = unpack(self.packed).to(dtype).unflatten(1, (-1, self.group))
        return ((codes - self.zeros.to(dtype)[..., None]) * self.scales.to(dtype)[..., None]).flatten(1)

    def forward(self, x):
        return nn.functional.linear(x, self.weight(x.dtype), self.bias)


def error(linear, packed, samples):
    return float(np.mean([(linear(x) - packed(x)).pow(2).mean().item() for x in samples]))
