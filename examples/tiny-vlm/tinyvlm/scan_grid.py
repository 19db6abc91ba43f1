"""Splits a scan into windows and writes the text that stands for them."""
from math import ceil, log, sqrt

from PIL import Image

WINDOW = 392
LIMIT = 12


def align_up(size, unit):
    steps = round(size / unit)
    return max(int(steps) * unit, unit)


def candidate_grids(n, limit):
    first, last = max(1, n - 2), min(limit, n + 2)
    return [(r, total // r) for total in range(first, last + 1) for r in range(1, total + 1) if total % r == 0]


def pick_grid(w, h, limit=LIMIT, window=WINDOW):
    n = ceil(w * h / (window * window))
    wanted = log(w / h)
    return min(
        candidate_grids(n, limit),
        key=lambda grid: abs(wanted - log(grid[1] / grid[0])) + 0.07 * (grid[0] * grid[1] - n),
    )


def cut_scan(scan, limit=LIMIT, window=WINDOW, unit=14):
    w, h = scan.size
    r, c = pick_grid(w, h, limit, window)
    cell_w, cell_h = align_up(w / c, unit), align_up(h / r, unit)
    large = scan.resize((cell_w * c, cell_h * r), Image.Resampling.LANCZOS)
    cells = [
        [large.crop((x * cell_w, y * cell_h, x * cell_w + cell_w, y * cell_h + cell_h)) for x in range(c)]
        for y in range(r)
    ]
    factor = sqrt(window * window / (w * h))
    small = scan.resize((align_up(w * factor, unit), align_up(h * factor, unit)), Image.Resampling.LANCZOS)
    return small, cells


def grid_text(cells, vocab, n_query):
    box = vocab.tile_open + vocab.tile_pad * n_query + vocab.tile_close
    body = "<|row_rule|>".join(["<|tile_gap|>".join([box] * len(row)) for row in cells])
    return vocab.overview_open + box + vocab.overview_close + body
