import numpy as np


class Sampler:
    def __init__(self, temperature=0.7, top_k=50, top_p=0.95, min_p=0.0, repetition=1.1, seed=None):
        self.temperature, self.top_k, self.top_p, self.min_p = temperature, top_k, top_p, min_p
        self.repetition = repetition
        self.random = np.random.RandomState(seed)

    def penalised(self, logits, history):
        logits = np.array(logits, dtype=np.float64)
        for token in set(history):
            logits[token] = logits[token] / self.repetition if logits[token] > 0 else logits[token] * self.repetition
        return logits

    def next(self, logits, history=()):
        logits = self.penalised(logits, history)
        if self.temperature <= 0:
            return int(logits.argmax())
        order = logits.argsort()[::-1]
        if self.top_k:
            order = order[: self.top_k]
        scaled = logits[order] / self.temperature
        p = np.exp(scaled - scaled[0])
        p /= p.sum()
        count = int(np.searchsorted(np.cumsum(p), self.top_p)) + 1
        if self.min_p:
            count = min(count, max(1, int((p >= self.min_p * p[0]).sum())))
        p = p[:count] / p[:count].sum()
        return int(order[self.random.choice(count, p=p)])

    def generate(self, model, prompt, limit=256, stop=()):
        tokens = list(prompt)
        for _ in range(limit):
            token = self.next(model(tokens), tokens)
            if token in stop:
                break
            tokens.append(token)
            yield token
