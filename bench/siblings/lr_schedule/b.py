from bisect import bisect_right

import numpy as np


class Schedule:
    """Multiplies the base rate: linear warm-up, then a curve down to `least`."""

    def __init__(self, base, steps, warmup_steps=1000, least=0.0, shape='cosine', milestones=(), gamma=0.1):
        self.base, self.steps, self.warmup_steps, self.least = base, steps, warmup_steps, least
        self.shape = {'cosine': self.cosine, 'linear': self.linear, 'multistep': self.multistep, 'rsqrt': self.rsqrt}[shape]
        self.milestones, self.gamma = sorted(milestones), gamma

    def cosine(self, t, step):
        return self.least + (self.base - self.least) * (1 + np.cos(np.pi * t)) / 2

    def linear(self, t, step):
        return self.base + t * (self.least - self.base)

    def multistep(self, t, step):
        return self.base * self.gamma ** bisect_right(self.milestones, step)

    def rsqrt(self, t, step):
        return self.base * np.sqrt(self.warmup_steps / max(step, self.warmup_steps))

    def __call__(self, step):
        if step < self.warmup_steps:
            return self.base * (step + 1) / self.warmup_steps
        t = min(1.0, (step - self.warmup_steps) / max(1, self.steps - self.warmup_steps))
        return float(self.shape(t, step))


def apply(optimizer, rate):
    for group in optimizer.param_groups:
        group['lr'] = rate * group.get('lr_scale', 1.0)


def split_decay(named, decay=0.1):
    yes, no = [], []
    for name, value in named:
        (no if value.dim() < 2 or name.endswith('bias') else yes).append(value)
    return [{'params': yes, 'weight_decay': decay}, {'params': no, 'weight_decay': 0.0}]
