import torch
from torch import nn
import torch.nn.functional as F


def kmeans(points, count, rounds=10):
    centres = points[torch.randperm(len(points))[:count]]
    for _ in range(rounds):
        owner = torch.cdist(points, centres).argmin(-1)
        sums = torch.zeros_like(centres).index_add_(0, owner, points)
        sizes = torch.bincount(owner, minlength=count).unsqueeze(-1)
        centres = torch.where(sizes > 0, sums / sizes.clamp(min=1), centres)
    return centres


class Quantizer(nn.Module):
    def __init__(self, dim, size=512, cost=1.0, revive=2):
        super().__init__()
        self.table = nn.Embedding(size, dim)
        self.cost, self.revive = cost, revive
        self.ready = False
        self.register_buffer('uses', torch.zeros(size))

    def prepare(self, points):
        if self.training and not self.ready:
            self.table.weight.data.copy_(kmeans(points.detach(), self.table.num_embeddings))
            self.ready = True

    def restart(self, points):
        dead = self.uses < self.revive
        if dead.any():
            choice = torch.randint(len(points), (int(dead.sum()),), device=points.device)
            self.table.weight.data[dead] = points[choice].detach()
        self.uses.zero_()

    def forward(self, x):
        points = x.reshape(-1, x.shape[-1])
        self.prepare(points)
        index = torch.cdist(points[None], self.table.weight[None]).squeeze(0).min(dim=-1).indices
        out = self.table(index).reshape(x.shape)
        loss = F.mse_loss(out, x.detach()) + self.cost * F.mse_loss(x, out.detach())
        self.uses += torch.bincount(index, minlength=self.table.num_embeddings)
        return x + (out - x).detach(), index.reshape(x.shape[:-1]), loss


class Residual(nn.Module):
    def __init__(self, dim, levels=8, **options):
        super().__init__()
        self.levels = nn.ModuleList(Quantizer(dim, **options) for _ in range(levels))

    def forward(self, x):
        rest, total, indices, losses = x, torch.zeros_like(x), [], []
        for level in self.levels:
            out, index, loss = level(rest)
            rest, total = rest - out.detach(), total + out
            indices.append(index), losses.append(loss)
        return total, torch.stack(indices, -1), torch.stack(losses).sum()
