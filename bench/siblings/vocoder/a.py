import torch
from torch import nn
from torch.nn.utils import weight_norm


def tight(conv, spread=0.02):
    nn.init.normal_(conv.weight, 0.0, spread)
    return weight_norm(conv)


class DilatedStack(nn.Module):
    def __init__(self, channels, kernel, steps=(1, 3, 9)):
        super().__init__()
        self.first = nn.ModuleList(
            tight(nn.Conv1d(channels, channels, kernel, dilation=d, padding=d * (kernel - 1) // 2)) for d in steps
        )
        self.second = nn.ModuleList(tight(nn.Conv1d(channels, channels, kernel, padding='same')) for _ in steps)

    def forward(self, x):
        for one, two in zip(self.first, self.second):
            x = x + two(nn.functional.elu(one(nn.functional.elu(x))))
        return x


class WaveBuilder(nn.Module):
    def __init__(self, bins=100, channels=384, rates=(8, 5, 4, 2), kernels=(3, 7, 11)):
        super().__init__()
        self.enter = tight(nn.Conv1d(bins, channels, 7, padding=3))
        stages = []
        for rate in rates:
            up = nn.ConvTranspose1d(channels, channels // 2, 2 * rate, stride=rate, padding=rate // 2 + rate % 2, output_padding=rate % 2)
            channels //= 2
            stages.append(nn.ModuleDict({'up': tight(up), 'mix': nn.ModuleList(DilatedStack(channels, k) for k in kernels)}))
        self.stages = nn.ModuleList(stages)
        self.leave = tight(nn.Conv1d(channels, 1, 7, padding=3))

    def forward(self, mel):
        x = self.enter(mel)
        for stage in self.stages:
            x = stage['up'](nn.functional.elu(x))
            x = torch.stack([mix(x) for mix in stage['mix']]).mean(0)
        return torch.tanh(self.leave(nn.functional.elu(x)))
