# %% 01
from collections import deque


def rolling_mean(series, window_size):
    window = deque(maxlen=window_size)
    averages = []
    for point in series:
        window.append(point)
        if len(window) < window_size:
            continue
        averages.append(sum(window) / window_size)
    return averages


# %% 02
from collections import defaultdict


def group_by_initial(words):
    """Groups words by their lower-cased first letter."""
    grouped = defaultdict(list)
    for word in words:
        grouped[word[0].lower()].append(word)
    return dict(grouped)


# %% 03
from itertools import count


def smallest_missing(values):
    present = frozenset(values)
    return next(n for n in count(1) if n not in present)


# %% 04
def interleave(first, second):
    common = min(len(first), len(second))
    mixed = [element for pair in zip(first, second) for element in pair]
    return mixed + first[common:] + second[common:]


# %% 05
def passes_checksum(card: str) -> bool:
    def doubled(d: int) -> int:
        return d * 2 - 9 if d > 4 else d * 2

    digits = [int(c) for c in card[::-1]]
    return (sum(digits[::2]) + sum(map(doubled, digits[1::2]))) % 10 == 0


# %% 06
from itertools import groupby


def longest_run(items):
    return max((sum(1 for _ in group) for _, group in groupby(items)), default=0)


# %% 07
from itertools import zip_longest


def columns_of(table, default=None):
    return [list(column) for column in zip_longest(*table, fillvalue=default)]


# %% 08
def parse_pairs(text):
    def entry(part):
        key, separator, value = part.partition('=')
        return (key.strip(), value.strip()) if separator else (part, True)

    parts = (piece.strip() for piece in text.split(';'))
    return dict(entry(part) for part in parts if part)


# %% 09
import bisect


def insert_in_order(ordered, element):
    index = bisect.bisect_left(ordered, element)
    ordered.insert(index, element)
    return index


# %% 10
def rotate_matrix(matrix):
    return [list(row) for row in zip(*matrix[::-1])]


# %% 11
ROMAN_DIGITS = dict(I=1, V=5, X=10, L=50, C=100, D=500, M=1000)


def roman_to_int(s):
    numbers = [ROMAN_DIGITS[symbol] for symbol in s]
    signed = [-current if current < following else current for current, following in zip(numbers, numbers[1:] + [0])]
    return sum(signed)


# %% 12
from functools import lru_cache


def edit_distance(source, target):
    @lru_cache(maxsize=None)
    def distance(i, j):
        if i == 0 or j == 0:
            return i + j
        substitution = distance(i - 1, j - 1) + (source[i - 1] != target[j - 1])
        return min(distance(i - 1, j) + 1, distance(i, j - 1) + 1, substitution)

    return distance(len(source), len(target))


# %% 13
def unnest(structure):
    for element in structure:
        if isinstance(element, list):
            yield from unnest(element)
        else:
            yield element


# %% 14
def clip_intervals(spans, lower, upper):
    overlapping = filter(lambda span: span[1] > lower and span[0] < upper, spans)
    return [(max(a, lower), min(b, upper)) for a, b in overlapping]


# %% 15
def union_of_ranges(ranges):
    if not ranges:
        return []
    ordered = sorted(ranges, key=lambda r: r[0])
    start, stop = ordered[0]
    combined = []
    for begin, finish in ordered[1:]:
        if begin > stop:
            combined.append([start, stop])
            start, stop = begin, finish
        else:
            stop = max(stop, finish)
    combined.append([start, stop])
    return combined


# %% 16
import numpy as np


def softmax(logits):
    shifted = np.exp(np.asarray(logits) - np.max(logits))
    return (shifted / shifted.sum()).tolist()


# %% 17
def brackets_match(expression):
    opening, closing = '([{', ')]}'
    pending = []
    for symbol in expression:
        if symbol in opening:
            pending.append(closing[opening.index(symbol)])
            continue
        if symbol in closing and (len(pending) == 0 or pending.pop() != symbol):
            return False
    return len(pending) == 0


# %% 18
def checkpoint_name(step, prefix='model', keep_zeros=6):
    return f'{prefix}-{step:0{keep_zeros}d}.ckpt'


# %% 19
class WarmupCosine:
    def __init__(self, warmup_steps, total_steps, minimum=0.1):
        self.warmup_steps = warmup_steps
        self.span = total_steps - warmup_steps
        self.minimum = minimum

    def factor(self, step):
        if step < self.warmup_steps:
            return step / self.warmup_steps
        fraction = (step - self.warmup_steps) / self.span
        cosine = (1 + math.cos(math.pi * fraction)) / 2
        return self.minimum + (1 - self.minimum) * cosine


# %% 20
def collate(token_lists, padding=0, align=8):
    size = max(map(len, token_lists))
    size = -(-size // align) * align
    rows = [tokens + [padding] * (size - len(tokens)) for tokens in token_lists]
    attention = [[int(i < len(tokens)) for i in range(size)] for tokens in token_lists]
    return rows, attention


# %% 21
from collections import Counter, defaultdict


def topological_order(edges):
    successors = defaultdict(list)
    degree = Counter()
    nodes = set()
    for source, target in edges:
        successors[source].append(target)
        degree[target] += 1
        nodes |= {source, target}
    queue = [node for node in nodes if not degree[node]]
    for node in queue:
        for successor in successors[node]:
            degree[successor] -= 1
            if not degree[successor]:
                queue.append(successor)
    return queue


# %% 22
def number_of_components(cells):
    height, width = len(cells), len(cells[0])
    remaining = {(y, x) for y in range(height) for x in range(width) if cells[y][x]}
    components = 0
    while remaining:
        components += 1
        frontier = [remaining.pop()]
        while frontier:
            y, x = frontier.pop()
            for neighbour in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                if neighbour in remaining:
                    remaining.remove(neighbour)
                    frontier.append(neighbour)
    return components


# %% 23
def caesar(message, key):
    def moved(letter):
        if not letter.isalpha():
            return letter
        base = ord('A') if letter.isupper() else ord('a')
        return chr((ord(letter) - base + key) % 26 + base)

    return ''.join(moved(letter) for letter in message)


# %% 24
from collections import Counter


def most_frequent(document, how_many):
    tokens = (token.strip('.,!?') for token in document.lower().split())
    frequencies = Counter(token for token in tokens if token)
    return sorted(frequencies.items(), key=lambda item: (-item[1], item[0]))[:how_many]


# %% 25
import math
from functools import reduce


def gcd_of_all(numbers):
    return reduce(math.gcd, numbers)


# %% 26
def overlap_ratio(first, second):
    def area(box):
        return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)

    corners = [max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])]
    if corners[2] <= corners[0] or corners[3] <= corners[1]:
        return 0.0
    intersection = area(corners)
    return intersection / (area(first) + area(second) - intersection)


# %% 27
def human_size(size):
    units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
    index = 0
    while size >= 1024 and index < len(units) - 1:
        size = size / 1024
        index += 1
    return f'{size:.1f} {units[index]}'


# %% 28
def stride(sequence, step, begin=0):
    return sequence[begin::step]


# %% 29
def diff_keys(old, new):
    before, after = set(old), set(new)
    return (
        sorted(after - before),
        sorted(before - after),
        sorted(key for key in before & after if old[key] != new[key]),
    )


# %% 30
import itertools


def compress(string):
    pieces = []
    for letter, repeats in itertools.groupby(string):
        pieces.append(f'{letter}{len(list(repeats))}')
    return ''.join(pieces)


# %% 31
def bucket_index(length, bounds):
    return next((i for i, bound in enumerate(bounds) if length <= bound), len(bounds))


# %% 32
import numpy as np


def masked_perplexity(nll, mask):
    nll, mask = np.array(nll), np.array(mask)
    denominator = mask.sum()
    if denominator == 0:
        return float('inf')
    return float(np.exp((nll * mask).sum() / denominator))
