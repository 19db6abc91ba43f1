import torch
from torch import nn


class StateMixer(nn.Module):
    def __init__(self, width, states=12, expand=2, reach=3, rank=None):
        super().__init__()
        self.inner, self.states = expand * width, states
        self.rank = rank or max(1, width // 20)
        self.enter = nn.Linear(width, 2 * self.inner, bias=False)
        self.near = nn.Conv1d(self.inner, self.inner, reach, groups=self.inner, padding=reach - 1)
        self.choose = nn.Linear(self.inner, self.rank + 2 * states, bias=False)
        self.pace = nn.Linear(self.rank, self.inner)
        self.decay = nn.Parameter(torch.arange(1.0, states + 1).log().expand(self.inner, -1).clone())
        self.skip = nn.Parameter(torch.ones(self.inner))
        self.leave = nn.Linear(self.inner, width, bias=False)

    def forward(self, x):
        length = x.shape[1]
        main, gate = self.enter(x).chunk(2, -1)
        main = nn.functional.silu(self.near(main.mT)[..., :length].mT)
        pace, write, read = self.choose(main).split([self.rank, self.states, self.states], -1)
        pace = nn.functional.softplus(self.pace(pace))
        keep = torch.exp(-pace.unsqueeze(-1) * self.decay.exp())
        new = (pace * main).unsqueeze(-1) * write.unsqueeze(2)
        state, out = torch.zeros_like(new[:, 0]), []
        for step in range(length):
            state = keep[:, step] * state + new[:, step]
            out.append((state * read[:, step].unsqueeze(1)).sum(-1))
        mixed = torch.stack(out, 1) + self.skip * main
        return self.leave(mixed * nn.functional.silu(gate))
