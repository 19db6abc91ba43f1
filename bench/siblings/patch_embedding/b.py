import torch
from torch import nn
import torch.nn.functional as F


class ConvStem(nn.Module):
    def __init__(self, image_size=(224, 224), patch_size=16, in_chans=3, embed_dim=768, registers=0, flatten=True):
        super().__init__()
        self.patch = patch_size
        self.grid = tuple(side // patch_size for side in image_size)
        self.weight = nn.Parameter(torch.empty(embed_dim, in_chans, patch_size, patch_size))
        self.bias = nn.Parameter(torch.zeros(embed_dim))
        self.tokens = nn.Parameter(torch.zeros(1 + registers, embed_dim))
        self.position = nn.Parameter(torch.empty(1, embed_dim, *self.grid))
        self.class_position = nn.Parameter(torch.zeros(1, 1, embed_dim))
        nn.init.xavier_uniform_(self.weight.view(embed_dim, -1))
        nn.init.trunc_normal_(self.position, std=0.02)

    def resized(self, height, width):
        if (height, width) == self.grid:
            return self.position
        return F.interpolate(self.position, size=(height, width), mode='bicubic', align_corners=False)

    def forward(self, pixels):
        if pixels.shape[-2] % self.patch or pixels.shape[-1] % self.patch:
            raise ValueError(f'image of {tuple(pixels.shape[-2:])} is not divisible by {self.patch}')
        x = F.conv2d(pixels, self.weight, self.bias, stride=self.patch)
        x = x + self.resized(*x.shape[-2:])
        x = torch.flatten(x, 2).permute(0, 2, 1)
        lead = self.tokens.unsqueeze(0).repeat(x.size(0), 1, 1)
        lead = torch.cat((lead[:, :1] + self.class_position, lead[:, 1:]), dim=1)
        return torch.cat((lead, x), dim=1)
