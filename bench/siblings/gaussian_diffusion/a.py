import numpy as np
import torch


class NoiseProcess:
    def __init__(self, steps=500, start=2e-4, end=0.03):
        betas = np.linspace(start**0.5, end**0.5, steps) ** 2
        kept = np.cumprod(1 - betas)
        self.steps = steps
        self.kept = torch.tensor(kept, dtype=torch.float32)
        before = np.append(1.0, kept[:-1])
        self.spread = torch.tensor(betas * (1 - before) / (1 - kept), dtype=torch.float32)
        self.to_clean = torch.tensor(betas * before**0.5 / (1 - kept), dtype=torch.float32)
        self.to_noisy = torch.tensor((1 - before) * (1 - betas) ** 0.5 / (1 - kept), dtype=torch.float32)

    def at(self, table, t, like):
        return table.to(like.device)[t].view(-1, *[1] * (like.dim() - 1))

    def noised(self, clean, t, noise):
        kept = self.at(self.kept, t, clean)
        return kept.sqrt() * clean + (1 - kept).sqrt() * noise

    def loss(self, model, clean):
        t = torch.randint(self.steps, (len(clean),), device=clean.device)
        noise = torch.randn_like(clean)
        return (model(self.noised(clean, t, noise), t) - noise).square().mean()

    @torch.no_grad()
    def sample(self, model, shape, device):
        x = torch.randn(shape, device=device)
        for step in reversed(range(self.steps)):
            t = torch.full((shape[0],), step, device=device)
            kept = self.at(self.kept, t, x)
            clean = ((x - (1 - kept).sqrt() * model(x, t)) / kept.sqrt()).clamp(-1, 1)
            x = self.at(self.to_clean, t, x) * clean + self.at(self.to_noisy, t, x) * x
            if step:
                x = x + self.at(self.spread, t, x).sqrt() * torch.randn_like(x)
        return x
