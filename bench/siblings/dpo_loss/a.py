import torch
from torch.nn.functional import logsigmoid


def answer_scores(logits, tokens, ignored=-1):
    ahead, wanted = logits[:, :-1], tokens[:, 1:]
    counted = wanted != ignored
    each = ahead.log_softmax(-1).gather(2, wanted.clamp_min(0).unsqueeze(2)).squeeze(2)
    return (each * counted).sum(1), counted.sum(1)


class Preference:
    def __init__(self, strength=0.2, doubt=0.05, kind='log', per_token=False):
        self.strength, self.doubt, self.kind, self.per_token = strength, doubt, kind, per_token

    def __call__(self, policy, reference, tokens):
        own, count = answer_scores(policy, tokens)
        base, _ = answer_scores(reference, tokens)
        gain = (own - base) / count if self.per_token else own - base
        liked, other = gain.chunk(2)
        margin = self.strength * (liked - other)
        if self.kind == 'hinge':
            loss = (1 - margin).clamp_min(0)
        elif self.kind == 'square':
            loss = (margin / self.strength - 0.5 / self.strength) ** 2
        else:
            loss = -(1 - self.doubt) * logsigmoid(margin) - self.doubt * logsigmoid(-margin)
        return loss.mean(), (margin > 0).float().mean()
