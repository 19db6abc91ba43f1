from dataclasses import dataclass


@dataclass(frozen=True)
class Marks:
    picture: str = '<|vision_start|>'
    close: str = '<|vision_end|>'
    pad: str = '<|image_pad|>'
    row: str = '\n'
    tile: str = '<tile_{y}_{x}>'


def picture_text(rows, columns, per_tile, marks=Marks(), numbered=True):
    pieces = [marks.picture, marks.pad * per_tile]
    if rows * columns > 1:
        for y in range(rows):
            for x in range(columns):
                if numbered:
                    pieces.append(marks.tile.format(y=y + 1, x=x + 1))
                pieces.append(marks.pad * per_tile)
            pieces.append(marks.row)
    pieces.append(marks.close)
    return ''.join(pieces)


def fill(prompt, grids, per_tile, marks=Marks(), placeholder='<image>'):
    remaining = iter(grids)
    head, *tails = prompt.split(placeholder)
    for tail in tails:
        grid = next(remaining, None)
        if grid is None:
            raise ValueError('more placeholders than images')
        head += picture_text(*grid, per_tile, marks) + tail
    if next(remaining, None) is not None:
        raise ValueError('more images than placeholders')
    return head


def bounds(ids, pad):
    edges = [n for n in range(len(ids) + 1) if (n < len(ids) and ids[n] == pad) != (n > 0 and ids[n - 1] == pad)]
    return list(zip(edges[::2], edges[1::2]))
