import torch


def pack(images, patch=16, max_length=1024):
    """First fit, longest first; a list of rows, each a list of image indices."""
    lengths = [(im.shape[-2] // patch) * (im.shape[-1] // patch) for im in images]
    order = sorted(range(len(images)), key=lambda i: -lengths[i])
    rows, space = [], []
    for i in order:
        if lengths[i] > max_length:
            raise ValueError(f'image {i} has {lengths[i]} patches, more than {max_length}')
        for r, left in enumerate(space):
            if lengths[i] <= left:
                rows[r].append(i)
                space[r] -= lengths[i]
                break
        else:
            rows.append([i])
            space.append(max_length - lengths[i])
    return rows


def patchify(image, patch=16):
    c, h, w = image.shape
    x = image.reshape(c, h // patch, patch, w // patch, patch)
    return x.permute(1, 3, 0, 2, 4).reshape(-1, c * patch * patch)


def build(images, rows, patch=16, max_length=1024):
    dim = images[0].shape[0] * patch * patch
    tokens = torch.zeros(len(rows), max_length, dim)
    owner = torch.full((len(rows), max_length), -1)
    positions = torch.zeros(len(rows), max_length, 2, dtype=torch.long)
    for r, members in enumerate(rows):
        start = 0
        for i in members:
            h, w = images[i].shape[-2] // patch, images[i].shape[-1] // patch
            n = h * w
            tokens[r, start : start + n] = patchify(images[i], patch)
            owner[r, start : start + n] = i
            ys, xs = torch.meshgrid(torch.arange(h), torch.arange(w), indexing='ij')
            positions[r, start : start + n] = torch.stack([ys.flatten(), xs.flatten()], dim=-1)
            start += n
    mask = (owner[:, :, None] == owner[:, None, :]) & (owner[:, :, None] >= 0)
    return tokens, owner, positions, mask


def unpack(out, owner, count):
    return [out[owner == i] for i in range(count)]
