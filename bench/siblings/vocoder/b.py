import torch
import torch.nn.functional as F
from torch import nn


class Snake(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.alpha = nn.Parameter(torch.ones(1, channels, 1))

    def forward(self, x):
        return x + torch.sin(self.alpha * x).pow(2) / (self.alpha + 1e-9)


class Branch(nn.Module):
    def __init__(self, channels, kernel, dilations):
        super().__init__()
        layers = []
        for dilation in dilations:
            layers.append(
                nn.Sequential(
                    Snake(channels),
                    nn.Conv1d(channels, channels, kernel, 1, (kernel * dilation - dilation) // 2, dilation),
                    Snake(channels),
                    nn.Conv1d(channels, channels, kernel, 1, kernel // 2),
                )
            )
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x) + x
        return x


class Generator(nn.Module):
    def __init__(self, n_mels=80, base=512, scales=((8, 16), (8, 16), (2, 4), (2, 4)), kernels=(3, 7, 11), dilations=(1, 3, 5)):
        super().__init__()
        self.pre = nn.Conv1d(n_mels, base, 7, 1, 3)
        self.ups, self.branches = nn.ModuleList(), nn.ModuleList()
        width = base
        for stride, kernel in scales:
            self.ups.append(nn.ConvTranspose1d(width, width // 2, kernel, stride, (kernel - stride) // 2))
            width //= 2
            self.branches.append(nn.ModuleList([Branch(width, k, dilations) for k in kernels]))
        self.act, self.post = Snake(width), nn.Conv1d(width, 1, 7, 1, 3)

    def forward(self, mel):
        x = self.pre(mel)
        for up, branches in zip(self.ups, self.branches):
            x = up(F.leaky_relu(x, 0.1))
            total = 0
            for branch in branches:
                total = total + branch(x)
            x = total / len(branches)
        return self.post(self.act(x)).tanh().squeeze(1)


def strip(module):
    for part in module.modules():
        if hasattr(part, 'weight_g'):
            nn.utils.remove_weight_norm(part)
    return module
