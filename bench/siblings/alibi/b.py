import torch
from torch import nn


class DistanceBias(nn.Module):
    """Adds to the scores of head h its slope times the distance between query and key."""

    def __init__(self, heads, longest=2048):
        super().__init__()
        slopes = torch.tensor(list(self.slopes(heads)))
        steps = torch.arange(longest)
        gaps = (steps.unsqueeze(0) - steps.unsqueeze(1)).clamp(max=0)
        self.register_buffer('table', slopes.view(-1, 1, 1) * gaps, persistent=False)
        self.register_buffer('future', torch.ones(longest, longest, dtype=torch.bool).triu(1), persistent=False)

    @staticmethod
    def slopes(heads):
        def geometric(count):
            ratio = 2 ** (-8 / count)
            value = ratio
            for _ in range(count):
                yield value
                value *= ratio

        closest = 1
        while closest * 2 <= heads:
            closest *= 2
        yield from geometric(closest)
        extra = list(geometric(2 * closest))
        yield from extra[0::2][: heads - closest]

    def forward(self, scores):
        q, k = scores.shape[-2:]
        scores = scores + self.table[:, k - q : k, :k].to(scores.dtype)
        return scores.masked_fill(self.future[k - q : k, :k], torch.finfo(scores.dtype).min)
