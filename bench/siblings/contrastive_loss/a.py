import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.distributed as dist


def gather(x):
    if not dist.is_initialized() or dist.get_world_size() == 1:
        return x
    others = [torch.zeros_like(x) for _ in range(dist.get_world_size())]
    dist.all_gather(others, x)
    others[dist.get_rank()] = x
    return torch.cat(others)


class ClipLoss(nn.Module):
    def __init__(self, temperature=0.07):
        super().__init__()
        self.logit_scale = nn.Parameter(torch.ones([]) * np.log(1 / temperature))

    def forward(self, image, text):
        image, text = F.normalize(image, dim=-1), F.normalize(text, dim=-1)
        scale = self.logit_scale.exp().clamp(max=100)
        logits = scale * image @ gather(text).t()
        labels = torch.arange(len(image), device=image.device)
        other = scale * text @ gather(image).t()
        return (F.cross_entropy(logits, labels) + F.cross_entropy(other, labels)) / 2


def sigmoid_loss(image, text, scale, bias):
    logits = image @ text.t() * scale + bias
    labels = 2 * torch.eye(len(image), device=image.device) - 1
    return -F.logsigmoid(labels * logits).sum() / len(image)
