"""Runs a TorchScript file on floats and writes what it answers: run_network.py NETWORK INPUT OUTPUT N C H W."""
import array
import sys

import torch

network, given, answer = sys.argv[1:4]
shape = [int(number) for number in sys.argv[4:]]
values = array.array("f")
with open(given, "rb") as stream:
    values.frombytes(stream.read())
module = torch.jit.load(network)
with torch.no_grad():
    outputs = module(torch.tensor(values.tolist(), dtype=torch.float32).reshape(shape))
with open(answer, "wb") as stream:
    for output in [outputs] if isinstance(outputs, torch.Tensor) else outputs:
        stream.write(array.array("f", output.flatten().tolist()).tobytes())
