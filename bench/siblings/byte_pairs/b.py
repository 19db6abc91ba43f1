import json
import re
from functools import lru_cache

PIECES = re.compile(r" ?\w+| ?[^\s\w]+|\s+")


class PairEncoder:
    def __init__(self, vocabulary, merges, unknown='<unk>'):
        self.vocabulary = vocabulary
        self.names = {index: token for token, index in vocabulary.items()}
        self.order = {tuple(pair): at for at, pair in enumerate(merges)}
        self.unknown = vocabulary.get(unknown, 0)

    @classmethod
    def load(cls, vocabulary_path, merges_path):
        with open(vocabulary_path) as stream:
            vocabulary = json.load(stream)
        with open(merges_path) as stream:
            merges = [line.split() for line in stream if line.strip() and not line.startswith('#')]
        return cls(vocabulary, merges)

    @lru_cache(maxsize=65536)
    def pieces(self, word):
        symbols = list(word)
        while len(symbols) > 1:
            pairs = [(self.order.get((a, b), float('inf')), at) for at, (a, b) in enumerate(zip(symbols, symbols[1:]))]
            rank, _ = min(pairs)
            if rank == float('inf'):
                break
            first, second = next(pair for pair, at in self.order.items() if at == rank)
            merged = []
            for symbol in symbols:
                if merged and merged[-1] == first and symbol == second:
                    merged[-1] = first + second
                else:
                    merged.append(symbol)
            symbols = merged
        return tuple(symbols)

    def encode(self, text):
        return [self.vocabulary.get(piece, self.unknown) for word in PIECES.findall(text) for piece in self.pieces(word)]

    def decode(self, ids):
        return ''.join(self.names[i] for i in ids)
