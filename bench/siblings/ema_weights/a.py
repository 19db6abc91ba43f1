import copy
import torch


class Average:
    """A slow copy of a model, warmed up so that early steps count for little."""

    def __init__(self, model, keep=0.9995, begin=100, every=5):
        self.slow = copy.deepcopy(model).eval().requires_grad_(False)
        self.keep, self.begin, self.every, self.steps = keep, begin, every, 0

    def rate(self):
        past = max(0, self.steps - self.begin)
        return min(self.keep, 1 - (1 + past) ** -0.75)

    @torch.no_grad()
    def update(self, model):
        self.steps += 1
        if self.steps % self.every:
            return
        rate = self.rate() if self.steps > self.begin else 0.0
        for slow, fast in zip(self.slow.parameters(), model.parameters(), strict=True):
            slow.lerp_(fast.to(slow), 1 - rate)
        for slow, fast in zip(self.slow.buffers(), model.buffers(), strict=True):
            slow.copy_(fast)
