from collections import Counter
from heapq import heappop, heappush


def learn(texts, size):
    words = Counter(tuple(bytes([b]) for b in word.encode()) for text in texts for word in text.split(' '))
    merges = []
    while len(merges) < size - 256:
        pairs = Counter()
        for word, count in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += count
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        words = Counter({joined(word, best): count for word, count in words.items()})
    return merges


def joined(word, pair):
    out, at = [], 0
    while at < len(word):
        if word[at : at + 2] == pair:
            out.append(word[at] + word[at + 1])
            at += 2
        else:
            out.append(word[at])
            at += 1
    return tuple(out)


class Coder:
    def __init__(self, merges):
        self.rank = {a + b: number for number, (a, b) in enumerate(merges)}
        self.ids = {bytes([b]): b for b in range(256)} | {a + b: 256 + n for n, (a, b) in enumerate(merges)}
        self.texts = {number: text for text, number in self.ids.items()}

    def encode(self, text):
        parts = [bytes([b]) for b in text.encode()]
        after = list(range(1, len(parts) + 1))
        waiting = []
        for at in range(len(parts) - 1):
            self.offer(waiting, parts, at, at + 1)
        while waiting:
            _, at, other, made = heappop(waiting)
            if parts[at] is None or after[at] != other or parts[at] + (parts[other] or b'') != made:
                continue
            parts[at], parts[other], after[at] = made, None, after[other]
            if after[at] < len(parts):
                self.offer(waiting, parts, at, after[at])
            before = next((i for i in range(at - 1, -1, -1) if parts[i] is not None), None)
            if before is not None:
                self.offer(waiting, parts, before, at)
        return [self.ids[part] for part in parts if part is not None]

    def offer(self, waiting, parts, at, other):
        made = parts[at] + parts[other]
        if made in self.rank:
            heappush(waiting, (self.rank[made], at, other, made))

    def decode(self, numbers):
        return b''.join(self.texts[number] for number in numbers).decode(errors='replace')
