import numpy as np


def best_canvas(size, canvases):
    width, height = size
    ranked = []
    for w, h in canvases:
        ratio = min(w / width, h / height)
        used = min(int(width * ratio) * int(height * ratio), width * height)
        ranked.append((used, used - w * h, (w, h)))
    return max(ranked)[2]


def tiles(image, canvases, side=384, shade=128):
    w, h = best_canvas(image.size, canvases)
    ratio = min(w / image.width, h / image.height)
    small = image.resize((round(image.width * ratio), round(image.height * ratio)), resample=3)
    board = np.full((h, w, 3), shade, np.uint8)
    top, left = (h - small.height) // 2, (w - small.width) // 2
    board[top : top + small.height, left : left + small.width] = np.asarray(small)
    parts = board.reshape(h // side, side, w // side, side, 3).swapaxes(1, 2).reshape(-1, side, side, 3)
    return np.concatenate([np.asarray(image.resize((side, side)))[None], parts])


def unpad(features, size):
    c, h, w = features.shape
    width, height = size
    if width / height > w / h:
        cut = (h - round(height * w / width)) // 2
        return features[:, cut : h - cut]
    cut = (w - round(width * h / height)) // 2
    return features[:, :, cut : w - cut]


def joined(whole, parts, grid, size, newline):
    rows, columns = grid
    c, side = parts.shape[1], parts.shape[2]
    board = parts.reshape(rows, columns, c, side, side).transpose(2, 0, 3, 1, 4).reshape(c, rows * side, columns * side)
    board = unpad(board, size)
    ends = np.broadcast_to(newline[:, None, None], (c, board.shape[1], 1))
    lines = np.concatenate([board, ends], axis=2)
    return np.concatenate([whole.reshape(c, -1).T, lines.reshape(c, -1).T])
