import numpy as np
import torch


class ImplicitSampler:
    def __init__(self, model, alphas_cumprod, steps=50, eta=0.0):
        self.model = model
        self.eta = eta
        total = len(alphas_cumprod)
        self.steps = np.linspace(0, total - 1, steps).round().astype(np.int64)
        self.alphas = torch.as_tensor(alphas_cumprod)

    def pairs(self):
        previous = np.concatenate([[-1], self.steps[:-1]])
        return list(zip(self.steps[::-1], previous[::-1]))

    def guided(self, x, step, condition, negative, scale):
        t = torch.full((x.size(0),), int(step), dtype=torch.long, device=x.device)
        if scale == 1.0 or negative is None:
            return self.model(x, t, condition)
        cond, uncond = self.model(x, t, condition), self.model(x, t, negative)
        return uncond + scale * (cond - uncond)

    @torch.inference_mode()
    def sample(self, shape, condition, negative=None, scale=7.5, device='cuda', callback=None):
        x = torch.randn(shape, device=device)
        for step, before in self.pairs():
            a = self.alphas[step].to(device)
            b = self.alphas[before].to(device) if before >= 0 else torch.ones((), device=device)
            eps = self.guided(x, step, condition, negative, scale)
            x0 = (x - (1.0 - a).sqrt() * eps) / a.sqrt()
            sigma = self.eta * ((1.0 - b) / (1.0 - a)).sqrt() * (1.0 - a / b).sqrt()
            direction = (1.0 - b - sigma.square()).clamp(min=0.0).sqrt() * eps
            x = b.sqrt() * x0 + direction
            if self.eta > 0 and before >= 0:
                x = x + sigma * torch.randn_like(x)
            if callback is not None:
                callback(step, x0)
        return x
