#!/usr/bin/python3
"""The peer of bench_networks' U-Net: the same network and training step, as people write it in PyTorch.

usage: /usr/bin/python3 tests/core/learning/peer_unet.py [SECONDS]

Debian's python3-torch, one thread, batches of 8 pictures of 256 x 256. Prints samples a second of processor time, as
the benchmark does, of a step: forward, backward, AdamW.
"""
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
    batch = 8
    network = UNet().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3)
    pictures = torch.randn(batch, 3, 256, 256).contiguous(memory_format=torch.channels_last)

    def step():
        optimiser.zero_grad()
        network(pictures).square().mean().backward()
        optimiser.step()

    print(f"{sum(p.numel() for p in network.parameters())} weights")
    print(f"step {rate(step, batch, seconds):8.2f} samples a second")


if __name__ == "__main__":
    main()
