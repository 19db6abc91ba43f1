import random
from collections import defaultdict
import numpy as np
from PIL import Image
from torch.utils.data import Sampler


def make_buckets(resolution=512, min_side=256, max_side=1024, step=64):
    budget = resolution * resolution
    buckets = set()
    width = min_side
    while width <= max_side:
        height = min(max_side, (budget // width) // step * step)
        if height >= min_side:
            buckets.add((width, height))
            buckets.add((height, width))
        width += step
    side = int(budget ** 0.5) // step * step
    buckets.add((side, side))
    return sorted(buckets)


class BucketManager:
    def __init__(self, buckets):
        self.buckets = buckets
        self.ratios = np.array([w / h for w, h in buckets])

    def assign(self, width, height):
        error = np.abs(np.log(self.ratios) - np.log(width / height))
        return int(error.argmin())

    def crop(self, image, index):
        target_w, target_h = self.buckets[index]
        scale = max(target_w / image.width, target_h / image.height)
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.LANCZOS)
        left, top = (image.width - target_w) // 2, (image.height - target_h) // 2
        return image.crop((left, top, left + target_w, top + target_h))


class BucketBatchSampler(Sampler):
    def __init__(self, assignments, batch_size=4, seed=42, rank=0, world_size=1, drop_last=True):
        self.assignments, self.batch_size, self.seed = assignments, batch_size, seed
        self.rank, self.world_size, self.drop_last, self.epoch = rank, world_size, drop_last, 0

    def set_epoch(self, epoch):
        self.epoch = epoch

    def batches(self):
        rng = random.Random(self.seed + self.epoch)
        groups = defaultdict(list)
        for index, bucket in enumerate(self.assignments):
            groups[bucket].append(index)
        batches = []
        for indices in groups.values():
            rng.shuffle(indices)
            for start in range(0, len(indices), self.batch_size):
                batch = indices[start : start + self.batch_size]
                if len(batch) == self.batch_size or not self.drop_last:
                    batches.append(batch)
        rng.shuffle(batches)
        usable = len(batches) // self.world_size * self.world_size
        return batches[:usable]

    def __iter__(self):
        yield from self.batches()[self.rank :: self.world_size]

    def __len__(self):
        return len(self.batches()) // self.world_size
