import torch


class Pages:
    """Keys and values of many sequences in blocks of a fixed size, given out from one pool."""

    def __init__(self, blocks, block_size, heads, head_dim, dtype=torch.float16, device='cpu'):
        self.block_size = block_size
        self.pool = torch.zeros(2, blocks, block_size, heads, head_dim, dtype=dtype, device=device)
        self.free = list(range(blocks - 1, -1, -1))
        self.tables = {}
        self.lengths = {}

    def reserve(self, sequence, count):
        table = self.tables.setdefault(sequence, [])
        needed = -(-(self.lengths.get(sequence, 0) + count) // self.block_size)
        while len(table) < needed:
            if not self.free:
                raise MemoryError('no free block of keys and values')
            table.append(self.free.pop())
        return table

    def store(self, sequence, keys, values):
        table = self.reserve(sequence, len(keys))
        start = self.lengths.get(sequence, 0)
        places = torch.arange(start, start + len(keys))
        blocks = torch.tensor(table)[places // self.block_size]
        self.pool[0, blocks, places % self.block_size] = keys
        self.pool[1, blocks, places % self.block_size] = values
        self.lengths[sequence] = start + len(keys)

    def load(self, sequence):
        both = self.pool[:, self.tables[sequence]].flatten(1, 2)
        return both[:, : self.lengths[sequence]].unbind(0)

    def release(self, sequence):
        self.free.extend(self.tables.pop(sequence, ()))
        self.lengths.pop(sequence, None)
