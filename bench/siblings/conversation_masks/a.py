import torch

IGNORE = -100
ROLES = {'system': '<|system|>', 'user': '<|user|>', 'assistant': '<|assistant|>'}
END = '<|end|>'
IMAGE = '<image>'


def render(messages, system='You are a helpful assistant.'):
    turns = messages if messages[0]['role'] == 'system' else [{'role': 'system', 'content': system}, *messages]
    return [(m['role'], ROLES[m['role']] + '\n' + m['content'].strip() + END + '\n') for m in turns]


def expand_images(text, counts, token='<im_patch>'):
    parts = text.split(IMAGE)
    if len(parts) - 1 != len(counts):
        raise ValueError(f'{len(parts) - 1} placeholders for {len(counts)} images')
    out = parts[0]
    for count, rest in zip(counts, parts[1:]):
        out += token * count + rest
    return out


def encode(messages, tokenizer, image_counts=(), max_length=2048):
    ids, labels = [], []
    counts = list(image_counts)
    for role, text in render(messages):
        here = text.count(IMAGE)
        text = expand_images(text, counts[:here])
        counts = counts[here:]
        piece = tokenizer.encode(text, add_special_tokens=False)
        ids.extend(piece)
        if role == 'assistant':
            head = len(tokenizer.encode(ROLES['assistant'] + '\n', add_special_tokens=False))
            labels.extend([IGNORE] * head + piece[head:])
        else:
            labels.extend([IGNORE] * len(piece))
    ids, labels = ids[:max_length], labels[:max_length]
    return torch.tensor(ids), torch.tensor(labels)


def collate(batch, pad_id=0):
    longest = max(len(ids) for ids, _ in batch)
    ids = torch.full((len(batch), longest), pad_id)
    labels = torch.full((len(batch), longest), IGNORE)
    for i, (x, y) in enumerate(batch):
        ids[i, : len(x)], labels[i, : len(y)] = x, y
    return {'input_ids': ids, 'labels': labels, 'attention_mask': ids.ne(pad_id)}
