from functools import lru_cache

import numpy as np


def candidates(least, most):
    return sorted(
        {(c, r) for n in range(least, most + 1) for c in range(1, n + 1) for r in range(1, n + 1) if least <= c * r <= most},
        key=lambda grid: grid[0] * grid[1],
    )


@lru_cache(None)
def closest(ratio, area, least, most, side):
    best, gap = (1, 1), np.inf
    for columns, rows in candidates(least, most):
        difference = abs(ratio - columns / rows)
        if difference < gap:
            gap, best = difference, (columns, rows)
        elif difference == gap and area > 0.5 * side * side * columns * rows:
            best = (columns, rows)
    return best


def tile(image, least=1, most=12, side=448, thumbnail=True):
    width, height = image.size
    columns, rows = closest(width / height, width * height, least, most, side)
    scaled = np.asarray(image.resize((side * columns, side * rows)).convert('RGB'))
    pieces = [strip for row in np.vsplit(scaled, rows) for strip in np.hsplit(row, columns)]
    if thumbnail and len(pieces) > 1:
        pieces.append(np.asarray(image.resize((side, side)).convert('RGB')))
    return normalise(np.stack(pieces)), (rows, columns)


def normalise(pixels, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225)):
    scaled = pixels.astype(np.float32) / 255
    return ((scaled - np.array(mean, np.float32)) / np.array(std, np.float32)).transpose(0, 3, 1, 2)
