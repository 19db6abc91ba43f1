import math
import torch
from PIL import Image

PATCH = 14
BASE = 336
MAX_CROPS = 9


def grids(limit):
    return [(rows, cols) for rows in range(1, limit + 1) for cols in range(1, limit + 1) if rows * cols <= limit]


def best_grid(width, height, limit=MAX_CROPS, base=BASE):
    ideal = min(max(1, math.ceil(width * height / (base * base))), limit)
    target = math.log(width / height)
    best, best_cost = (1, 1), float('inf')
    for rows, cols in grids(limit):
        cost = abs(math.log(cols / rows) - target) + 0.1 * abs(rows * cols - ideal) / limit
        if cost < best_cost:
            best, best_cost = (rows, cols), cost
    return best


def round_to(value, multiple=PATCH):
    return max(multiple, int(round(value / multiple)) * multiple)


def fit(image, area, multiple=PATCH):
    width, height = image.size
    scale = math.sqrt(area / (width * height))
    return image.resize((round_to(width * scale, multiple), round_to(height * scale, multiple)), Image.BICUBIC)


def slice_image(image, limit=MAX_CROPS, base=BASE):
    width, height = image.size
    overview = fit(image, base * base)
    if width * height <= base * base:
        return overview, [], (1, 1)
    rows, cols = best_grid(width, height, limit, base)
    tile_w, tile_h = round_to(width / cols), round_to(height / rows)
    resized = image.resize((tile_w * cols, tile_h * rows), Image.BICUBIC)
    crops = []
    for row in range(rows):
        for col in range(cols):
            left, top = col * tile_w, row * tile_h
            crops.append(resized.crop((left, top, left + tile_w, top + tile_h)))
    return overview, crops, (rows, cols)
