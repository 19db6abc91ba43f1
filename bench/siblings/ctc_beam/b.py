import torch


class Node:
    __slots__ = ('blank', 'label', 'next_blank', 'next_label', 'parent', 'symbol', 'children')

    def __init__(self, symbol=None, parent=None):
        self.symbol, self.parent, self.children = symbol, parent, {}
        self.blank = self.label = self.next_blank = self.next_label = 0.0

    @property
    def total(self):
        return self.blank + self.label

    def child(self, symbol):
        if symbol not in self.children:
            self.children[symbol] = Node(symbol, self)
        return self.children[symbol]

    def text(self):
        node, out = self, []
        while node.symbol is not None:
            out.append(node.symbol)
            node = node.parent
        return out[::-1]

    def step(self):
        self.blank, self.label = self.next_blank, self.next_label
        self.next_blank = self.next_label = 0.0


def decode(probabilities, width=16, blank=0, threshold=1e-4):
    root = Node()
    root.blank = 1.0
    beam = [root]
    for frame in probabilities.tolist():
        active = set(beam)
        for node in beam:
            node.next_blank += node.total * frame[blank]
            if node.symbol is not None:
                node.next_label += node.label * frame[node.symbol]
            for symbol, p in enumerate(frame):
                if symbol == blank or p < threshold:
                    continue
                child = node.child(symbol)
                child.next_label += p * (node.blank if symbol == node.symbol else node.total)
                active.add(child)
        for node in active:
            node.step()
        beam = sorted(active, key=lambda node: node.total, reverse=True)[:width]
        scale = sum(node.total for node in beam) or 1.0
        for node in beam:
            node.blank, node.label = node.blank / scale, node.label / scale
    return beam[0].text(), [node.text() for node in beam]


def collapse(logits, blank=0):
    path = torch.unique_consecutive(logits.argmax(-1))
    return path[path != blank].tolist()
