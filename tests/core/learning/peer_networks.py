#!/usr/bin/python3
"""The peer of bench_networks' steps: the same networks and training step, as people write them in PyTorch.

usage: /usr/bin/python3 tests/core/learning/peer_networks.py [SECONDS]

Debian's python3-torch, one thread. Prints samples a second of processor time, as the benchmark does, of a step:
forward, backward, AdamW, moving average of the weights; in full precision, and in bfloat16 by autocast.
"""
import contextlib
import copy
import sys
import time

import torch
from torch import nn


def block(inside, outside):
    return nn.ModuleList([nn.Conv2d(inside, outside, 3, padding=1, bias=False), nn.BatchNorm2d(outside),
                          nn.Conv2d(outside, outside, 3, padding=1, bias=False), nn.BatchNorm2d(outside)])


def run(layers, x, residual):
    first = layers[1](layers[0](x))
    second = nn.functional.leaky_relu(layers[3](layers[2](nn.functional.leaky_relu(first, 0.2))), 0.2)
    return second + first if residual else second


class UNet(nn.Module):
    def __init__(self, sizes=(16, 32, 64, 128), farthest=10):
        super().__init__()
        self.down = nn.ModuleList([block(a, b) for a, b in zip((3,) + sizes[:-1], sizes)])
        self.bottom = nn.Sequential(nn.Conv2d(sizes[-1], 2 * sizes[-1], 3, padding=1), nn.ReLU(),
                                    nn.Conv2d(2 * sizes[-1], 2 * sizes[-1], 3, padding=1), nn.ReLU())
        self.up = nn.ModuleList([block(2 * size + size, size) for size in reversed(sizes)])
        self.depth = nn.Conv2d(sizes[0], 1, 1)
        self.farthest = farthest

    def forward(self, x):
        maps = []
        for layers in self.down:
            maps.append(run(layers, x, True))
            x = nn.functional.max_pool2d(maps[-1], 2)
        x = self.bottom(x)
        for layers, beside in zip(self.up, reversed(maps)):
            x = run(layers, torch.cat([nn.functional.interpolate(x, scale_factor=2.0), beside], 1), False)
        return self.farthest * torch.sigmoid(self.depth(x))


class Unit(nn.Sequential):
    """A convolution and its batch norm."""

    def __init__(self, inside, outside, size=3, stride=1):
        super().__init__(nn.Conv2d(inside, outside, size, stride, size // 2, bias=False), nn.BatchNorm2d(outside))


class Corners(nn.Module):
    """core/learning/torch/pyramid.h with the heads of corner_networks.cpp."""

    def __init__(self, channels=(32, 64, 96, 192, 288), blocks=(0, 1, 2, 4, 3), finest=1, keypoints=4):
        super().__init__()
        levels = range(len(channels))
        self.finest = finest
        self.down = nn.ModuleList([Unit(channels[i - 1], channels[i], 3, 2) if i else Unit(3, channels[0], 5, 2)
                                   for i in levels])
        self.blocks = nn.ModuleList([nn.ModuleList([Unit(c, c) for _ in range(n)])
                                     for c, n in zip(channels, blocks)])
        up = [(channels[i + 1], channels[i]) for i in levels if finest <= i < len(channels) - 1]
        self.lateral = nn.ModuleList([Unit(a, b, 1) for a, b in up])
        self.first = nn.ModuleList([Unit(b, b) for _, b in up])
        self.second = nn.ModuleList([Unit(b, b) for _, b in up])
        deepest = channels[-1]
        self.squeeze, self.spread = nn.Conv2d(deepest, deepest // 2, 1), nn.Conv2d(deepest // 2, deepest, 1)
        self.heat = nn.Conv2d(channels[finest], keypoints, 1)
        self.hidden, self.visibility = nn.Conv2d(deepest, deepest, 1), nn.Conv2d(deepest, 3 * keypoints, 1)

    def forward(self, x):
        maps = []
        for down, blocks in zip(self.down, self.blocks):
            x = torch.relu_(down(x))
            for block in blocks:
                x = torch.relu_(block(x) + x)
            maps.append(x)
        context = self.spread(torch.relu_(self.squeeze(x.mean((2, 3), keepdim=True))))
        coarse = x = torch.relu_(x + context)
        for i in reversed(range(len(self.lateral))):
            larger = nn.functional.interpolate(self.lateral[i](x), scale_factor=2.0)
            x = torch.relu_(larger + maps[self.finest + i])
            x = torch.relu_(self.second[i](torch.relu_(self.first[i](x))))
        hidden = torch.relu_(self.hidden(coarse.mean((2, 3), keepdim=True)))
        return self.heat(x), self.visibility(hidden)


def rate(work, batch, seconds):
    work()
    done, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        work()
        done += batch
    return done / (time.process_time() - start)


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    torch.set_num_threads(1)
    torch.manual_seed(1)
    for name, kind, side, batch in (("unet", UNet, 256, 8), ("cornersHeatmap", Corners, 192, 32)):
        network = kind().to(memory_format=torch.channels_last)
        average = copy.deepcopy(network)
        optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3)
        pictures = torch.randn(batch, 3, side, side).contiguous(memory_format=torch.channels_last)

        def step(precision):
            optimiser.zero_grad(set_to_none=True)
            with precision():
                answers = network(pictures)
            answers = answers if isinstance(answers, tuple) else (answers,)
            sum(answer.float().square().mean() for answer in answers).backward()
            optimiser.step()
            with torch.no_grad():
                for mean, value in zip(average.parameters(), network.parameters()):
                    mean.lerp_(value, 0.001)

        print(f"{name}: {sum(p.numel() for p in network.parameters())} weights")
        for precision, scope in (("full precision", contextlib.nullcontext),
                                 ("bfloat16", lambda: torch.autocast("cpu", dtype=torch.bfloat16))):
            print(f"step/{name}, {precision}: {rate(lambda: step(scope), batch, seconds):8.2f} samples a second",
                  flush=True)


if __name__ == "__main__":
    main()
