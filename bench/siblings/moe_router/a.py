import torch
import torch.nn as nn
import torch.nn.functional as F


class TopKRouter(nn.Module):
    def __init__(self, dim, experts=8, top_k=2, capacity_factor=1.25, aux_weight=0.01, z_weight=0.001, jitter=0.0):
        super().__init__()
        self.gate = nn.Linear(dim, experts, bias=False)
        self.experts, self.top_k, self.capacity_factor = experts, top_k, capacity_factor
        self.aux_weight, self.z_weight, self.jitter = aux_weight, z_weight, jitter

    def forward(self, x):
        if self.training and self.jitter > 0:
            x = x * torch.empty_like(x).uniform_(1.0 - self.jitter, 1.0 + self.jitter)
        logits = self.gate(x).float()
        probs = F.softmax(logits, dim=-1)
        weights, chosen = torch.topk(probs, self.top_k, dim=-1)
        weights = weights / weights.sum(dim=-1, keepdim=True)
        mask = F.one_hot(chosen, self.experts).float()
        density = mask.sum(dim=1).mean(dim=0)
        balance = self.experts * (density * probs.mean(dim=0)).sum() / self.top_k
        z_loss = torch.logsumexp(logits, dim=-1).pow(2).mean()
        return weights, chosen, self.aux_weight * balance + self.z_weight * z_loss


def dispatch(x, weights, chosen, experts, capacity):
    out = torch.zeros_like(x)
    for index, expert in enumerate(experts):
        token, slot = torch.where(chosen == index)
        token, slot = token[:capacity], slot[:capacity]
        if token.numel() == 0:
            continue
        out.index_add_(0, token, expert(x[token]) * weights[token, slot, None].to(x.dtype))
    return out
