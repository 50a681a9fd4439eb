"""The peer of `kendall bench sample`: DDIM with the same network in eager PyTorch.

Each line of standard input, "SIZE WIDTH BLOCKS IMAGES STEPS TIMES FILE", is answered with one JSON
object: the milliseconds, by the clock and of the processor, of sampling that many images as often as
TIMES says, and the first image. The file holds single-precision numbers, the parameters and then the noise.
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(int(sys.argv[1]))

FREQUENCIES = 16
TRAINED = 1000


class Network(nn.Module):
    def __init__(self, size, width, blocks):
        super().__init__()
        self.time = nn.Linear(2 * FREQUENCIES, width)
        self.first = nn.Linear(size, width)
        self.blocks = nn.ModuleList(
            nn.ModuleList([nn.Linear(width, width), nn.Linear(width, width)]) for _ in range(blocks)
        )
        self.last = nn.Linear(width, size)
        powers = -torch.arange(FREQUENCIES, dtype=torch.float64) / FREQUENCIES
        self.register_buffer("frequencies", (10_000.0**powers).float())

    def layers(self):
        return [self.time, self.first, *(layer for block in self.blocks for layer in block), self.last]

    def forward(self, x, step):
        angles = step * self.frequencies  # all images are at the same step: one row
        time_embedding = self.time(torch.cat([angles.sin(), angles.cos()], 1))
        hidden = self.first(x)
        for inner, outer in self.blocks:
            hidden = hidden + outer(F.silu(inner(F.silu(hidden)) + time_embedding))
        return self.last(F.silu(hidden))


class Sampled:
    def __init__(self, size, width, blocks, images, steps, file):
        self.network = Network(size, width, blocks)
        numbers = torch.frombuffer(bytearray(open(file, "rb").read()), dtype=torch.float32)
        at = 0
        for layer in self.network.layers():
            with torch.no_grad():
                for parameter in (layer.weight, layer.bias):
                    count = parameter.numel()
                    parameter.copy_(numbers[at : at + count].reshape(parameter.shape))
                    at += count
        self.noise = numbers[at:].reshape(images, size).clone()
        betas = torch.linspace(1e-4, 0.02, TRAINED, dtype=torch.float64)
        self.alphas = torch.cumprod(1 - betas, 0).sqrt().tolist()
        self.steps = [i * (TRAINED // steps) for i in reversed(range(steps))]
        for _ in range(3):
            self.sample()

    @torch.inference_mode()
    def sample(self):
        x = self.noise
        for i, step in enumerate(self.steps):
            noise = self.network(x, torch.full((1, 1), float(step)))
            alpha = self.alphas[step]
            sigma = (1 - alpha * alpha) ** 0.5
            last = i + 1 == len(self.steps)
            alpha_next = 1.0 if last else self.alphas[self.steps[i + 1]]
            sigma_next = (1 - alpha_next * alpha_next) ** 0.5
            ratio = alpha_next / alpha
            x = ratio * x - (ratio * sigma - sigma_next) * noise
        return x


samplers = {}
for line in sys.stdin:
    *numbers, times, file = line.split()
    key = (*map(int, numbers), file)
    if key not in samplers:
        samplers[key] = Sampled(*key)
    start, cpu = time.perf_counter(), time.thread_time()
    for _ in range(int(times)):
        images = samplers[key].sample()
    ms = (time.perf_counter() - start) * 1e3
    cpu_ms = (time.thread_time() - cpu) * 1e3
    print(json.dumps({"ms": ms, "cpuMs": cpu_ms, "image": images[0].tolist()}), flush=True)
