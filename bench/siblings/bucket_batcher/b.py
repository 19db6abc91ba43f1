import math
from itertools import product

import torch


def shapes(area=1024 * 1024, multiple=64, longest_ratio=2.0):
    """All (height, width) of about that area with both sides divisible."""
    found = {}
    limit = int(math.sqrt(area * longest_ratio)) // multiple + 1
    for h, w in product(range(1, limit + 1), repeat=2):
        height, width = h * multiple, w * multiple
        ratio = max(height, width) / min(height, width)
        if ratio > longest_ratio or height * width > area:
            continue
        key = height / width
        if key not in found or found[key][0] * found[key][1] < height * width:
            found[key] = (height, width)
    return list(found.values())


def nearest(size, buckets):
    height, width = size
    return min(range(len(buckets)), key=lambda b: abs(buckets[b][0] / buckets[b][1] - height / width))


class AspectBatches:
    def __init__(self, sizes, batch, area=1024 * 1024, shuffle=True, seed=0):
        self.buckets = shapes(area)
        self.batch = batch
        self.shuffle = shuffle
        self.generator = torch.Generator().manual_seed(seed)
        self.members = [[] for _ in self.buckets]
        for index, size in enumerate(sizes):
            self.members[nearest(size, self.buckets)].append(index)

    def order(self, count):
        return torch.randperm(count, generator=self.generator).tolist() if self.shuffle else list(range(count))

    def __iter__(self):
        queue = []
        for bucket, members in enumerate(self.members):
            mixed = [members[i] for i in self.order(len(members))]
            while mixed:
                chunk, mixed = mixed[: self.batch], mixed[self.batch :]
                while len(chunk) < self.batch:
                    chunk.append(chunk[0])
                queue.append((self.buckets[bucket], chunk))
        for i in self.order(len(queue)):
            yield queue[i]

    def __len__(self):
        return sum(math.ceil(len(members) / self.batch) for members in self.members)
