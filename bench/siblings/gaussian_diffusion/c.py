import math
from enum import Enum

import torch
from torch import nn
from tqdm import tqdm


class Target(Enum):
    NOISE = 1
    START = 2
    VELOCITY = 3


def extract(values, steps, shape):
    picked = torch.gather(values, 0, steps)
    while picked.dim() < len(shape):
        picked = picked[..., None]
    return picked.expand(shape)


class Diffusion(nn.Module):
    def __init__(self, network, timesteps=1000, target=Target.NOISE, min_snr=5.0):
        super().__init__()
        self.network, self.target, self.count = network, target, timesteps
        scale = 1000 / timesteps
        beta = torch.linspace(scale * 0.0001, scale * 0.02, timesteps, dtype=torch.float64)
        bar = torch.cumprod(1 - beta, 0)
        previous = nn.functional.pad(bar[:-1], (1, 0), value=1.0)
        for name, value in {
            'beta': beta, 'bar': bar, 'previous': previous,
            'signal': bar.sqrt(), 'noise': (1 - bar).sqrt(),
            'variance': beta * (1 - previous) / (1 - bar),
        }.items():
            self.register_buffer(name, value.float())
        snr = bar / (1 - bar)
        self.register_buffer('loss_weight', (snr.clamp(max=min_snr) / snr).float())

    def start_from(self, x, t, out):
        s, n = extract(self.signal, t, x.shape), extract(self.noise, t, x.shape)
        if self.target is Target.NOISE:
            return (x - n * out) / s
        return out if self.target is Target.START else s * x - n * out

    def forward(self, x):
        t = torch.randint(0, self.count, (x.shape[0],), device=x.device).long()
        eps = torch.randn_like(x)
        s, n = extract(self.signal, t, x.shape), extract(self.noise, t, x.shape)
        goal = {Target.NOISE: eps, Target.START: x, Target.VELOCITY: s * eps - n * x}[self.target]
        error = nn.functional.mse_loss(self.network(s * x + n * eps, t), goal, reduction='none')
        return (error.flatten(1).mean(1) * self.loss_weight[t]).mean()

    @torch.no_grad()
    def generate(self, shape):
        x = torch.randn(shape, device=self.beta.device)
        for step in tqdm(range(self.count - 1, -1, -1), desc='sampling'):
            t = torch.full(shape[:1], step, device=x.device, dtype=torch.long)
            start = self.start_from(x, t, self.network(x, t)).clamp_(-1.0, 1.0)
            bar, before, beta = self.bar[step], self.previous[step], self.beta[step]
            mean = beta * before.sqrt() / (1 - bar) * start + (1 - before) * (1 - beta).sqrt() / (1 - bar) * x
            x = mean if step == 0 else mean + math.sqrt(self.variance[step]) * torch.randn_like(x)
        return x
