import torch


def axis_table(length, channels, temperature=10000):
    frequency = torch.pow(temperature, -torch.arange(0, channels, 2).double() / channels)
    phase = torch.outer(torch.arange(length).double(), frequency)
    return torch.stack((torch.sin(phase), torch.cos(phase)), dim=-1).flatten(1)


def grid_table(rows, columns, channels, extra=0):
    if channels % 4:
        raise ValueError('channels must be a multiple of four')
    down = axis_table(rows, channels // 2)[:, None].expand(rows, columns, channels // 2)
    across = axis_table(columns, channels // 2)[None].expand(rows, columns, channels // 2)
    table = torch.cat((down, across), dim=-1).view(rows * columns, channels)
    return torch.cat((table.new_zeros(extra, channels), table)).float()


def adapted(table, old, new, extra=1):
    if old == new:
        return table
    head, body = table[:extra], table[extra:]
    body = body.T.reshape(1, -1, *old)
    body = torch.nn.functional.interpolate(body, new, mode='bicubic', align_corners=False)
    return torch.cat((head, body.flatten(2).squeeze(0).T))
