import numpy as np


def along(width, places, longest=1000.0):
    rates = longest ** (-2 * np.arange(width // 2) / width)
    angles = np.outer(np.ravel(places), rates)
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=-1)


def plane(width, rows, columns, first=False, stretch=1.0):
    ys, xs = np.mgrid[0:rows, 0:columns] / stretch
    table = np.hstack([along(width // 2, xs), along(width // 2, ys)])
    return np.vstack([np.zeros((1, width)), table]) if first else table


def resized(table, rows, columns, new_rows, new_columns):
    grid = table.reshape(rows, columns, -1)
    y = np.clip((np.arange(new_rows) + 0.5) * rows / new_rows - 0.5, 0, rows - 1)
    x = np.clip((np.arange(new_columns) + 0.5) * columns / new_columns - 0.5, 0, columns - 1)
    y0, x0 = y.astype(int), x.astype(int)
    y1, x1 = np.minimum(y0 + 1, rows - 1), np.minimum(x0 + 1, columns - 1)
    v, u = (y - y0)[:, None, None], (x - x0)[None, :, None]
    upper = (1 - u) * grid[y0][:, x0] + u * grid[y0][:, x1]
    lower = (1 - u) * grid[y1][:, x0] + u * grid[y1][:, x1]
    return ((1 - v) * upper + v * lower).reshape(new_rows * new_columns, -1)
