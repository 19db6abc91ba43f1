import torch


def snapshot(model):
    return {name: value.detach().float().clone() for name, value in model.named_parameters()}


class Smoother:
    def __init__(self, model, half_life=2000, warm=True):
        self.averages = snapshot(model)
        self.decay = 0.5 ** (1 / half_life)
        self.warm = warm
        self.calls = 0

    def after_step(self, model):
        self.calls += 1
        decay = min(self.decay, (1 + self.calls) / (10 + self.calls)) if self.warm else self.decay
        for name, value in model.named_parameters():
            held = self.averages[name]
            torch.add(decay * held, value.detach().float(), alpha=1 - decay, out=held)

    def swapped(self, model):
        before = snapshot(model)
        self.load(model, self.averages)
        return before

    @staticmethod
    def load(model, values):
        with torch.no_grad():
            for name, value in model.named_parameters():
                value.copy_(values[name].to(value.dtype))

    def state_dict(self):
        return {'averages': self.averages, 'calls': self.calls, 'decay': self.decay}

    def load_state_dict(self, state):
        self.averages, self.calls, self.decay = state['averages'], state['calls'], state['decay']
