import numpy as np
import torch


class Int4Weight:
    """Symmetric groups of 64, eight nibbles to a word."""

    def __init__(self, words, scales, shape, group):
        self.words, self.scales, self.shape, self.group = words, scales, shape, group

    @classmethod
    def from_float(cls, weight, group=64):
        rows, cols = weight.shape
        padded = (-cols) % group
        if padded:
            weight = torch.nn.functional.pad(weight, (0, padded))
        blocks = weight.float().view(rows, -1, group)
        scales = blocks.abs().max(dim=-1).values / 7
        scales = torch.where(scales == 0, torch.ones_like(scales), scales)
        q = torch.round(blocks / scales[..., None]).clamp(-8, 7).to(torch.int64) + 8
        q = q.view(rows, -1, 8)
        words = torch.zeros(q.shape[:-1], dtype=torch.int64)
        for i in range(8):
            words |= q[..., i] << (4 * i)
        words = torch.where(words >= 2 ** 31, words - 2 ** 32, words).to(torch.int32)
        return cls(words, scales.half(), (rows, cols), group)

    def to_float(self):
        nibbles = torch.stack([(self.words >> (4 * i)) & 0xF for i in range(8)], dim=-1)
        q = nibbles.view(self.shape[0], -1, self.group).float() - 8
        return (q * self.scales.float()[..., None]).view(self.shape[0], -1)[:, : self.shape[1]]

    def matmul(self, x):
        return x @ self.to_float().to(x.dtype).t()


def compare(weight, packed):
    diff = packed.to_float() - weight.float()
    mse = diff.pow(2).mean().item()
    signal = weight.float().pow(2).mean().item()
    return dict(mse=mse, snr_db=10 * np.log10(signal / max(mse, 1e-12)), worst=diff.abs().max().item())
