# Copyright 2023 The Heron-VL Contributors
# SPDX-License-Identifier: Apache-2.0
"""Cuts a large picture into tiles of the vision tower's size, and lays the tiles out for the language model."""
import math

from PIL import Image

TILE_SIDE = 392
MOST_TILES = 12


def snap_to_patch(length, patch):
    return max(int(round(length / patch)) * patch, patch)


def tile_layouts(count, most):
    layouts = []
    for total in range(max(1, count - 2), min(most, count + 2) + 1):
        for rows in range(1, total + 1):
            if total % rows == 0:
                layouts.append((rows, total // rows))
    return layouts


def best_layout(width, height, most=MOST_TILES, side=TILE_SIDE):
    """The rows and columns whose aspect is nearest to the picture's, on a log scale."""
    needed = math.ceil(width * height / (side * side))
    target = math.log(width / height)
    best = None
    error = float("inf")
    for rows, columns in tile_layouts(needed, most):
        distance = abs(target - math.log(columns / rows))
        waste = rows * columns - needed
        if distance + 0.07 * waste < error:
            error = distance + 0.07 * waste
            best = (rows, columns)
    return best


def tile_image(picture, most=MOST_TILES, side=TILE_SIDE, patch=14):
    width, height = picture.size
    rows, columns = best_layout(width, height, most, side)
    tile_width = snap_to_patch(width / columns, patch)
    tile_height = snap_to_patch(height / rows, patch)
    scaled = picture.resize((tile_width * columns, tile_height * rows), Image.Resampling.LANCZOS)
    tiles = []
    for row in range(rows):
        line = []
        for column in range(columns):
            left = column * tile_width
            top = row * tile_height
            line.append(scaled.crop((left, top, left + tile_width, top + tile_height)))
        tiles.append(line)
    scale = math.sqrt(side * side / (width * height))
    overview = picture.resize(
        (snap_to_patch(width * scale, patch), snap_to_patch(height * scale, patch)), Image.Resampling.LANCZOS
    )
    return overview, tiles


def tile_schema(tiles, tokenizer, queries):
    """One line of text for each row of tiles, a comma between tiles and a ruler between rows."""
    slot = tokenizer.tile_open + tokenizer.tile_pad * queries + tokenizer.tile_close
    rows = []
    for line in tiles:
        rows.append("<|tile_gap|>".join([slot] * len(line)))
    return tokenizer.overview_open + slot + tokenizer.overview_close + "<|row_rule|>".join(rows)
