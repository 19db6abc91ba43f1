import math
from dataclasses import dataclass
import torch
from torch import nn


@dataclass
class BlockArgs:
    width: int = 1024
    ffn_ratio: float = 8 / 3
    round_to: int = 64
    norm_eps: float = 1e-6
    layers: int = 24
    stochastic_depth: float = 0.1


def rms(x, gain, eps):
    dtype = x.dtype
    x = x.to(torch.float32)
    var = (x * x).mean(dim=-1, keepdim=True)
    return (x / torch.sqrt(var + eps)).to(dtype) * gain


class GatedMLP(nn.Module):
    def __init__(self, args):
        super().__init__()
        hidden = math.ceil(args.width * args.ffn_ratio / args.round_to) * args.round_to
        self.up = nn.Linear(args.width, 2 * hidden, bias=False)
        self.down = nn.Linear(hidden, args.width, bias=False)

    def forward(self, x):
        gate, value = self.up(x).chunk(2, dim=-1)
        return self.down(gate * torch.sigmoid(gate) * value)


class Block(nn.Module):
    def __init__(self, mixer, args, index):
        super().__init__()
        self.mixer, self.mlp, self.args = mixer, GatedMLP(args), args
        self.gain_a, self.gain_b = nn.Parameter(torch.ones(args.width)), nn.Parameter(torch.ones(args.width))
        self.residual = 1 / math.sqrt(2 * args.layers)
        self.drop = args.stochastic_depth * index / max(1, args.layers - 1)

    def branch(self, x):
        if not self.training or self.drop == 0:
            return x
        keep = torch.rand(x.shape[0], 1, 1, device=x.device) >= self.drop
        return x * keep / (1 - self.drop)

    def forward(self, x):
        x = x + self.branch(self.mixer(rms(x, self.gain_a, self.args.norm_eps))) * self.residual
        return x + self.branch(self.mlp(rms(x, self.gain_b, self.args.norm_eps))) * self.residual
