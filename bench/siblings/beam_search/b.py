import heapq
from dataclasses import dataclass, field

import numpy as np


@dataclass(order=True)
class Path:
    cost: float
    tokens: tuple = field(compare=False)
    state: object = field(compare=False, default=None)
    ended: bool = field(compare=False, default=False)

    def ranked(self, alpha):
        norm = ((5 + len(self.tokens)) / 6) ** alpha
        return self.cost / norm


def log_softmax(row):
    row = row - row.max()
    return row - np.log(np.exp(row).sum())


def repeats(tokens, word, size):
    if not size or len(tokens) < size:
        return False
    gram = (*tokens[-(size - 1) :], word) if size > 1 else (word,)
    return any(tokens[at : at + size] == gram for at in range(len(tokens) - size + 1))


def grow(path, model, width, stop, no_repeat):
    scores, state = model(path.tokens, path.state)
    costs = -log_softmax(np.asarray(scores, dtype=np.float64))
    taken = 0
    for word in np.argsort(costs):
        if repeats(path.tokens, int(word), no_repeat):
            continue
        yield Path(path.cost + costs[word], (*path.tokens, int(word)), state, int(word) == stop)
        taken += 1
        if taken == width:
            return


def search(model, begin, stop, width=5, longest=100, alpha=0.6, no_repeat=3):
    alive, finished = [Path(0.0, (begin,))], []
    for _ in range(longest):
        candidates = [new for path in alive for new in grow(path, model, width, stop, no_repeat)]
        alive = []
        for path in heapq.nsmallest(2 * width, candidates):
            (finished if path.ended else alive).append(path)
        alive = alive[:width]
        if len(finished) >= width or not alive:
            break
    best = min(finished or alive, key=lambda path: path.ranked(alpha))
    return list(best.tokens), best.cost
