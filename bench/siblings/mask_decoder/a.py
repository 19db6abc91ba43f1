import torch
from torch import nn


class TwoWay(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.own = nn.MultiheadAttention(width, heads, batch_first=True)
        self.look = nn.MultiheadAttention(width, heads, batch_first=True)
        self.back = nn.MultiheadAttention(width, heads, batch_first=True)
        self.feed = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Linear(hidden, width))
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(4))

    def forward(self, prompts, image, prompt_places, image_places):
        with_place = prompts + prompt_places
        prompts = self.norms[0](prompts + self.own(with_place, with_place, prompts)[0])
        seen = self.look(prompts + prompt_places, image + image_places, image)[0]
        prompts = self.norms[1](prompts + seen)
        prompts = self.norms[2](prompts + self.feed(prompts))
        told = self.back(image + image_places, prompts + prompt_places, prompts)[0]
        return prompts, self.norms[3](image + told)


class MaskHead(nn.Module):
    def __init__(self, width=192, heads=6, depth=3, masks=4):
        super().__init__()
        self.quality = nn.Parameter(torch.randn(1, 1, width) / width**0.5)
        self.seeds = nn.Parameter(torch.randn(1, masks, width) / width**0.5)
        self.blocks = nn.ModuleList(TwoWay(width, heads, 6 * width) for _ in range(depth))
        self.grow = nn.Sequential(
            nn.ConvTranspose2d(width, width // 4, 2, 2), nn.GroupNorm(1, width // 4), nn.GELU(),
            nn.ConvTranspose2d(width // 4, width // 8, 2, 2), nn.GELU(),
        )
        self.weights = nn.ModuleList(
            nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width // 8)) for _ in range(masks)
        )
        self.rate = nn.Linear(width, masks)

    def forward(self, image, image_places, prompts):
        b, c, h, w = image.shape
        tokens = torch.cat([self.quality.expand(b, -1, -1), self.seeds.expand(b, -1, -1), prompts], 1)
        places, flat = tokens, image.flatten(2).mT
        for block in self.blocks:
            tokens, flat = block(tokens, flat, places, image_places.flatten(2).mT)
        large = self.grow(flat.mT.reshape(b, c, h, w))
        kernels = torch.stack([one(tokens[:, 1 + i]) for i, one in enumerate(self.weights)], 1)
        return torch.einsum('bmc,bchw->bmhw', kernels, large), self.rate(tokens[:, 0])
