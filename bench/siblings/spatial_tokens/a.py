IMAGE_START = '<image>'
IMAGE_END = '</image>'
SLICE_START = '<slice>'
SLICE_END = '</slice>'
UNK = '<unk>'


def placeholder(num_queries=64, start=IMAGE_START, end=IMAGE_END, token=UNK):
    return start + token * num_queries + end


def grid_placeholder(grid, num_queries=64):
    rows, cols = grid
    text = placeholder(num_queries)
    if rows * cols <= 1:
        return text
    lines = []
    for _ in range(rows):
        lines.append(''.join(placeholder(num_queries, '', '') for _ in range(cols)))
    return text + SLICE_START + '\n'.join(lines) + SLICE_END


def find_spans(ids, start_id, end_id):
    spans, begin = [], None
    for position, token in enumerate(ids):
        if token == start_id:
            begin = position + 1
        elif token == end_id and begin is not None:
            spans.append((begin, position))
            begin = None
    if begin is not None:
        raise ValueError('unclosed image span')
    return spans
