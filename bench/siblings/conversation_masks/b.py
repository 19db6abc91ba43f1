from dataclasses import dataclass


@dataclass
class Template:
    begin: str = '<|im_start|>'
    finish: str = '<|im_end|>\n'
    default_system: str = 'You are a helpful assistant.'
    image: str = '<image>'

    def wrap(self, role, text):
        return f'{self.begin}{role}\n', f'{text}{self.finish}'


class Builder:
    def __init__(self, tokenizer, template=None, limit=4096, ignore=-100):
        self.tokenizer, self.template = tokenizer, template or Template()
        self.limit, self.ignore = limit, ignore
        self.tokens, self.targets = [], []

    def push(self, text, learn):
        ids = self.tokenizer(text, add_special_tokens=False)['input_ids']
        self.tokens += ids
        self.targets += ids if learn else len(ids) * [self.ignore]
        return self

    def turn(self, role, text):
        head, body = self.template.wrap(role, text)
        return self.push(head, learn=False).push(body, learn=role == 'assistant')

    def done(self):
        return {'input_ids': self.tokens[: self.limit], 'labels': self.targets[: self.limit]}


def build(sample, tokenizer, limit=4096):
    builder = Builder(tokenizer, limit=limit)
    conversation = sample['conversations']
    roles = {'human': 'user', 'gpt': 'assistant', 'system': 'system'}
    if roles[conversation[0]['from']] != 'system':
        builder.turn('system', builder.template.default_system)
    for number, message in enumerate(conversation):
        role, text = roles[message['from']], message['value']
        if number == 0 and sample.get('image') and builder.template.image not in text:
            text = builder.template.image + '\n' + text
        builder.turn(role, text)
    return builder.done()


def pad(samples, fill, ignore=-100):
    width = max(len(sample['input_ids']) for sample in samples)
    ids = [sample['input_ids'] + [fill] * (width - len(sample['input_ids'])) for sample in samples]
    targets = [sample['labels'] + [ignore] * (width - len(sample['labels'])) for sample in samples]
    seen = [[1] * len(sample['input_ids']) + [0] * (width - len(sample['input_ids'])) for sample in samples]
    return ids, targets, seen
