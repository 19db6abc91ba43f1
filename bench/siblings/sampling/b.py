import numpy as np


class Picker:
    def __init__(self, heat=0.8, first=40, mass=0.92, least=0.02, again=1.15, seed=None):
        self.heat, self.first, self.mass, self.least, self.again = heat, first, mass, least, again
        self.dice = np.random.default_rng(seed)

    def __call__(self, scores, sofar=()):
        scores = np.array(scores, dtype=np.float64)
        for token in set(sofar):
            scores[token] = scores[token] / self.again if scores[token] > 0 else scores[token] * self.again
        if self.heat <= 0:
            return int(scores.argmax())
        order = np.argsort(-scores)[: self.first]
        chances = np.exp((scores[order] - scores[order[0]]) / self.heat)
        chances /= chances.sum()
        enough = np.concatenate([[True], np.cumsum(chances)[:-1] < self.mass])
        enough &= chances >= self.least * chances[0]
        order, chances = order[enough], chances[enough]
        return int(self.dice.choice(order, p=chances / chances.sum()))
