"""The peer of `kendall bench train-step`: the same network in eager PyTorch.

Each line of standard input, "CHANNELS SIZE STEPS", is answered with one JSON object: the milliseconds
of each of that many steps, and the mean of the processor time that the thread took for one.
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(int(sys.argv[1]))


class ReluConvNorm(nn.Module):
    def __init__(self, channels_in, channels_out, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(channels_in, channels_out, 3, stride, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels_out)

    def forward(self, x):
        return self.norm(self.conv(F.relu(x)))


class Cell(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.edges = nn.ModuleList(ReluConvNorm(channels, channels) for _ in range(6))

    def forward(self, x):
        edges = iter(self.edges)
        nodes = [x]
        for _ in range(3):
            nodes.append(sum((next(edges)(node) for node in nodes[1:]), next(edges)(nodes[0])))
        return nodes[3]


class Reduction(nn.Module):
    def __init__(self, channels_in, channels_out):
        super().__init__()
        self.shortcut = nn.Conv2d(channels_in, channels_out, 1, bias=False)
        self.first = ReluConvNorm(channels_in, channels_out, stride=2)
        self.second = ReluConvNorm(channels_out, channels_out)

    def forward(self, x):
        return self.shortcut(F.avg_pool2d(x, 2)) + self.second(self.first(x))


class Network(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.stem = nn.Conv2d(channels, 8, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(8)
        self.body = nn.Sequential(
            Cell(8), Reduction(8, 16), Cell(16), Reduction(16, 32), Cell(32), nn.BatchNorm2d(32)
        )
        self.head = nn.Linear(32, 10)

    def forward(self, x):
        return self.head(F.relu(self.body(self.norm(self.stem(x)))).mean((2, 3)))


class Trained:
    def __init__(self, channels, size):
        torch.manual_seed(0)
        self.network = Network(channels)
        self.optimizer = torch.optim.SGD(
            self.network.parameters(), 0.05, momentum=0.9, nesterov=True, weight_decay=5e-4
        )
        self.images = torch.randn(128, channels, size, size)
        self.labels = torch.arange(128) % 10
        for _ in range(5):
            self.step()

    def step(self):
        start = time.perf_counter()
        self.optimizer.zero_grad()
        loss = F.cross_entropy(self.network(self.images), self.labels)
        loss.backward()
        self.optimizer.step()
        loss.item()
        return (time.perf_counter() - start) * 1e3


networks = {}
for line in sys.stdin:
    channels, size, steps = map(int, line.split())
    key = (channels, size)
    if key not in networks:
        networks[key] = Trained(channels, size)
    cpu = time.thread_time()
    ms = [networks[key].step() for _ in range(steps)]
    cpu_ms = (time.thread_time() - cpu) * 1e3 / steps
    print(json.dumps({"ms": ms, "cpuMs": cpu_ms}), flush=True)
