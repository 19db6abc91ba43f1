from dataclasses import dataclass, field

import numpy as np


@dataclass
class Row:
    limit: int
    images: list = field(default_factory=list)
    used: int = 0

    def add(self, image, count):
        if self.used + count > self.limit:
            return False
        self.images.append(image)
        self.used += count
        return True


class Packer:
    def __init__(self, side=14, limit=1024, drop=0.0, seed=0):
        self.side, self.limit, self.drop = side, limit, drop
        self.random = np.random.default_rng(seed)

    def tokens(self, image):
        height, width, channels = image.shape
        down, across = height // self.side, width // self.side
        image = image[: down * self.side, : across * self.side]
        cut = image.reshape(down, self.side, across, self.side, channels).transpose(0, 2, 1, 3, 4)
        flat = cut.reshape(down * across, -1)
        places = np.stack(np.divmod(np.arange(down * across), across), axis=1)
        keep = self.random.permutation(down * across)[: max(1, round(down * across * (1 - self.drop)))]
        return flat[np.sort(keep)], places[np.sort(keep)]

    def rows(self, images):
        open_row, rows = Row(self.limit), []
        for image in images:
            tokens = self.tokens(image)
            if not open_row.add(tokens, len(tokens[0])):
                rows.append(open_row)
                open_row = Row(self.limit)
                if not open_row.add(tokens, len(tokens[0])):
                    raise ValueError('an image has more patches than a row')
        return rows + [open_row]

    def batch(self, images):
        rows = self.rows(images)
        width = rows[0].images[0][0].shape[1]
        patches = np.zeros((len(rows), self.limit, width), np.float32)
        places = np.zeros((len(rows), self.limit, 2), np.int64)
        segments = np.zeros((len(rows), self.limit), np.int64)
        for number, row in enumerate(rows):
            at = 0
            for segment, (tokens, where) in enumerate(row.images, start=1):
                span = slice(at, at + len(tokens))
                patches[number, span], places[number, span], segments[number, span] = tokens, where, segment
                at += len(tokens)
        same = np.equal(segments[:, :, None], segments[:, None, :])
        return patches, places, segments, same & (segments > 0)[:, None, :]
