import math
import torch
from torch import nn


def waves(times, channels, slowest=5000.0, scale=1.0):
    half = channels // 2
    exponent = torch.linspace(0.0, 1.0, half, device=times.device)
    rates = slowest ** -exponent
    angles = scale * times.float().unsqueeze(-1) * rates * 2 * math.pi
    table = torch.empty(*angles.shape[:-1], 2 * half, device=times.device)
    table[..., 0::2] = torch.sin(angles)
    table[..., 1::2] = torch.cos(angles)
    return nn.functional.pad(table, (0, channels % 2))


class TimeSignal(nn.Module):
    def __init__(self, channels, width, act=nn.GELU):
        super().__init__()
        self.channels = channels
        self.up, self.act, self.out = nn.Linear(channels, width), act(), nn.Linear(width, width)

    def forward(self, times, extra=None):
        signal = self.out(self.act(self.up(waves(times, self.channels))))
        return signal if extra is None else signal + extra
