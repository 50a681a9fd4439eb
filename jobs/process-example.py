#!/usr/bin/env python3
"""One trial of process-example.yaml: a network of one hidden layer learns to tell two moons apart.

Only Python itself is needed, so that the example runs anywhere. A program of your own reads and
answers in the same way and may do whatever it likes in between.
"""

import json
import math
import random
import sys


def moons(count, seed):
    """Points of two interleaved half circles with noise: [(x, y, label)]."""
    noise = random.Random(seed)
    points = []
    for i in range(count):
        angle, label = math.pi * noise.random(), i % 2
        x, y = math.cos(angle), math.sin(angle)
        if label:
            x, y = 1 - x, 0.5 - y
        points.append((x + noise.gauss(0, 0.2), y + noise.gauss(0, 0.2), label))
    return points


class Network:
    """Two inputs, one hidden layer, one output: the log-odds of label 1."""

    def __init__(self, design, rng):
        self.width = design["width"]
        self.is_relu = design["activation"] == "relu"
        self.rate = design["learning_rate"]
        self.momentum = design["momentum"]
        # Of each hidden unit: two weights in, its bias, its weight out; then the output's bias.
        self.weights = [rng.gauss(0, 0.7) for _ in range(4 * self.width + 1)]
        self.velocity = [0.0] * len(self.weights)

    def forward(self, x, y):
        hidden = []
        logit = self.weights[-1]
        for unit in range(0, 4 * self.width, 4):
            a, b, bias, out = self.weights[unit : unit + 4]
            value = a * x + b * y + bias
            value = max(value, 0.0) if self.is_relu else math.tanh(value)
            hidden.append(value)
            logit += out * value
        return hidden, logit

    def step(self, x, y, label):
        """One step of SGD with momentum on the logistic loss of one point."""
        hidden, logit = self.forward(x, y)
        error = 1 / (1 + math.exp(-max(-60.0, min(60.0, logit)))) - label
        gradient = []
        for unit, value in enumerate(hidden):
            slope = float(value > 0) if self.is_relu else 1 - value * value
            back = error * self.weights[4 * unit + 3] * slope
            gradient += [back * x, back * y, back, error * value]
        gradient.append(error)
        for i, g in enumerate(gradient):
            self.velocity[i] = self.momentum * self.velocity[i] - self.rate * g
            self.weights[i] += self.velocity[i]

    def accuracy(self, points):
        """In percent."""
        right = sum((self.forward(x, y)[1] > 0) == bool(label) for x, y, label in points)
        return 100.0 * right / len(points)


def main():
    trial = json.load(sys.stdin)
    rng = random.Random(trial["seed"])
    network = Network(trial["design"], rng)
    train = moons(100, seed=1)
    for epoch in range(max(1, round(20 * trial["fidelity"]))):
        rng.shuffle(train)
        for x, y, label in train:
            network.step(x, y, label)
        print(f"epoch {epoch + 1}: {network.accuracy(train):.1f} % of the training set")

    with open(trial["checkpoint_dir"] + "/weights.json", "w") as file:
        json.dump(network.weights, file)

    metrics = {"validation_accuracy": network.accuracy(moons(500, seed=2))}
    if trial["stage"] == "confirm":  # the only stage that may look at the test set
        metrics["test_accuracy"] = network.accuracy(moons(500, seed=3))
    print(json.dumps(metrics))


if __name__ == "__main__":
    main()
