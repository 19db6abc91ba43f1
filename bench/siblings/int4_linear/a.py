import torch
import torch.nn as nn
import torch.nn.functional as F


def quantize(weight, group_size=128, bits=4):
    out_features, in_features = weight.shape
    w = weight.float().reshape(out_features, in_features // group_size, group_size)
    low, high = w.amin(dim=-1, keepdim=True), w.amax(dim=-1, keepdim=True)
    levels = 2 ** bits - 1
    scale = (high - low).clamp(min=1e-5) / levels
    zero = (-low / scale).round().clamp(0, levels)
    q = (w / scale + zero).round().clamp(0, levels)
    return q.reshape(out_features, in_features).to(torch.int32), scale.squeeze(-1), zero.squeeze(-1)


def pack(q, bits=4):
    per = 32 // bits
    q = q.reshape(q.shape[0], -1, per)
    shifts = torch.arange(0, 32, bits, device=q.device)
    return (q << shifts).sum(dim=-1).to(torch.int32)


def unpack(packed, bits=4):
    shifts = torch.arange(0, 32, bits, device=packed.device)
    return ((packed.unsqueeze(-1) >> shifts) & (2 ** bits - 1)).flatten(1)


class QuantLinear(nn.Module):
    def __init__(self, linear, group_size=128):
        super().__init__()
        q, scale, zero = quantize(linear.weight.data, group_size)
        self.register_buffer('qweight', pack(q))
        self.register_buffer('scales', scale.half())
        self.register_buffer('zeros', zero.half())
        self.bias, self.group_size = linear.bias, group_size

    def dequantize(self, dtype=torch.float16):
        q = unpack(self.qweight).to(dtype).reshape(self.qweight.shape[0], -1, self.group_size)
        return ((q - self.zeros.unsqueeze(-1)) * self.scales.unsqueeze(-1)).flatten(1).to(dtype)

    def forward(self, x):
        return F.linear(x, self.dequantize(x.dtype), self.bias)


def error_report(linear, quantized):
    w, d = linear.weight.data.float(), quantized.dequantize(torch.float32)
    error = (w - d).abs()
    return {'max': error.max().item(), 'mean': error.mean().item(), 'relative': (error.norm() / w.norm()).item()}
