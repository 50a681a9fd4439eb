#!/usr/bin/env python3
"""Trains a small network on two rings of points, in plain Python, as Kendall's `process` asks.

One JSON object comes in on standard input; the last line that goes out is a JSON object of metrics.
Any framework could stand here: the design is what the job file's space says, and
CUDA_VISIBLE_DEVICES lets the program see its own GPU only.
"""

import json
import math
import random
import sys


def rings(rng, count):
    """Points (x, y) with label 1 on the outer ring and 0 on the inner one."""
    points = []
    for i in range(count):
        label = i % 2
        radius = rng.gauss(0.5 + label, 0.15)
        angle = rng.uniform(0, 2 * math.pi)
        points.append((radius * math.cos(angle), radius * math.sin(angle), label))
    return points


class Network:
    """Two inputs, one hidden layer, one logit."""

    def __init__(self, rng, hidden, activation):
        self.relu = activation == "relu"
        self.first = [[rng.gauss(0, 1) for _ in range(3)] for _ in range(hidden)]
        self.second = [rng.gauss(0, hidden**-0.5) for _ in range(hidden + 1)]

    def hidden(self, x, y):
        sums = [a * x + b * y + c for a, b, c in self.first]
        return [max(0.0, s) if self.relu else math.tanh(s) for s in sums]

    def probability(self, hidden):
        logit = self.second[-1] + sum(w * h for w, h in zip(self.second, hidden))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

    def step(self, point, rate):
        x, y, label = point
        hidden = self.hidden(x, y)
        error = self.probability(hidden) - label
        for unit, value in enumerate(hidden):
            slope = float(value > 0) if self.relu else 1 - value * value
            back = error * self.second[unit] * slope
            self.second[unit] -= rate * error * value
            for i, source in enumerate((x, y, 1.0)):
                self.first[unit][i] -= rate * back * source
        self.second[-1] -= rate * error


def main():
    request = json.load(sys.stdin)
    design = request["design"]
    rng = random.Random(request["seed"])
    train, validation = rings(rng, 200), rings(rng, 200)
    network = Network(rng, design["hidden"], design["activation"])
    epochs = max(1, round(20 * request["fidelity"]))
    for epoch in range(epochs):
        rng.shuffle(train)
        for point in train:
            network.step(point, design["learning_rate"])
    right = sum(
        (network.probability(network.hidden(x, y)) > 0.5) == bool(label)
        for x, y, label in validation
    )
    print(json.dumps({"validation_accuracy": 100 * right / len(validation)}))


if __name__ == "__main__":
    main()
