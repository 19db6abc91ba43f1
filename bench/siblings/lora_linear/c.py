import torch
from torch import nn
from torch.nn.utils import parametrize


class Update(nn.Module):
    def __init__(self, rows, columns, rank, alpha):
        super().__init__()
        self.a = nn.Parameter(torch.randn(rank, columns) * 0.02)
        self.b = nn.Parameter(torch.zeros(rows, rank))
        self.factor = alpha / rank**0.5
        self.on = True

    def forward(self, weight):
        return torch.addmm(weight, self.b, self.a, alpha=self.factor) if self.on else weight


def inject(model, match, rank=4, alpha=1.0):
    model.requires_grad_(False)
    added = []
    for path, layer in model.named_modules():
        if type(layer) is nn.Linear and match(path):
            update = Update(layer.out_features, layer.in_features, rank, alpha).to(layer.weight)
            parametrize.register_parametrization(layer, 'weight', update)
            added.append(path)
    return added


def switch(model, on):
    for layer in model.modules():
        if isinstance(layer, Update):
            layer.on = on


def bake(model):
    for layer in model.modules():
        if parametrize.is_parametrized(layer, 'weight'):
            parametrize.remove_parametrizations(layer, 'weight', leave_parametrized=True)


def adapter_state(model):
    return {name: value for name, value in model.state_dict().items() if name.endswith(('.0.a', '.0.b'))}
