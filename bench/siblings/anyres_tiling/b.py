from dataclasses import dataclass

import torch
import torch.nn.functional as F


@dataclass(frozen=True)
class Layout:
    columns: int
    rows: int
    tile: int

    @property
    def pixels(self):
        return self.columns * self.tile, self.rows * self.tile


class AnyResolution:
    def __init__(self, tile=336, grids=((1, 2), (2, 1), (2, 2), (1, 3), (3, 1)), fill=0.0):
        self.tile = tile
        self.fill = fill
        self.layouts = [Layout(columns, rows, tile) for columns, rows in grids]

    def choose(self, height, width):
        chosen, most, least_waste = None, -1, float('inf')
        for layout in self.layouts:
            across, down = layout.pixels
            scale = min(across / width, down / height)
            kept = min(int(width * scale) * int(height * scale), width * height)
            waste = across * down - kept
            if kept > most or (kept == most and waste < least_waste):
                chosen, most, least_waste = layout, kept, waste
        return chosen

    def __call__(self, image):
        _, height, width = image.shape
        layout = self.choose(height, width)
        across, down = layout.pixels
        scale = min(across / width, down / height)
        new_h, new_w = min(down, round(height * scale)), min(across, round(width * scale))
        resized = F.interpolate(image[None], (new_h, new_w), mode='bicubic', antialias=True)
        left, top = (across - new_w) // 2, (down - new_h) // 2
        padded = F.pad(resized, (left, across - new_w - left, top, down - new_h - top), value=self.fill)
        crops = [
            padded[:, :, y : y + self.tile, x : x + self.tile]
            for y in range(0, down, self.tile)
            for x in range(0, across, self.tile)
        ]
        thumbnail = F.interpolate(image[None], (self.tile, self.tile), mode='bicubic', antialias=True)
        return torch.cat([thumbnail, *crops]), layout


def strip_padding(grid, height, width):
    rows, columns = grid.shape[-2:]
    if width * rows > height * columns:
        used = int(height * columns / width)
        margin = (rows - used) // 2
        return grid[..., margin : rows - margin, :]
    used = int(width * rows / height)
    margin = (columns - used) // 2
    return grid[..., :, margin : columns - margin]
