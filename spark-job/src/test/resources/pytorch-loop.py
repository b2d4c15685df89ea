"""PyTorch's own loop, for ImagesASecondTest: the same network, images, batches and optimizer.

    pytorch-loop.py DEVICE BATCH CHANNELS SIDE CLASSES LEARNING_RATE IMAGES LABELS

IMAGES and LABELS are files, a byte a value. Prints the number of its parameters, then for each line it is given trains
an epoch and prints the seconds that took and the mean loss.
"""

import sys
import time

import torch
from torch import nn

device = torch.device(sys.argv[1])
batch, channels, side, classes = map(int, sys.argv[2:6])
learning_rate = float(sys.argv[6])
torch.set_num_threads(1)
torch.manual_seed(1)


def read(name):
    with open(name, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).to(device)


images = read(sys.argv[7]).view(-1, channels, side, side)
labels = read(sys.argv[8]).long()
pixels = images.float() / 255
mean = pixels.mean(dim=(0, 2, 3), keepdim=True)
deviation = pixels.std(dim=(0, 2, 3), keepdim=True)
del pixels


def block(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]


network = nn.Sequential(
    *block(channels, 32), *block(32, 32), nn.MaxPool2d(2),
    *block(32, 64), *block(64, 64), nn.MaxPool2d(2),
    nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, classes),
).to(device)
weights = [p for p in network.parameters() if p.dim() > 1]
others = [p for p in network.parameters() if p.dim() <= 1]
optimizer = torch.optim.SGD(
    [{"params": weights, "weight_decay": 1e-4}, {"params": others}], lr=learning_rate, momentum=0.9)
criterion = nn.CrossEntropyLoss()


def epoch():
    network.train()
    order = torch.randperm(len(images)).to(device)
    loss_sum = torch.zeros((), device=device)
    right = torch.zeros((), device=device, dtype=torch.long)
    for start in range(0, len(images), batch):
        chosen = order[start:start + batch]
        shown = (images[chosen].float() / 255 - mean) / deviation
        wanted = labels[chosen]
        optimizer.zero_grad(set_to_none=True)
        scores = network(shown)
        loss = criterion(scores, wanted)
        loss.backward()
        optimizer.step()
        loss_sum += loss.detach() * len(chosen)
        right += (scores.detach().argmax(1) == wanted).sum()
    right.item()
    return loss_sum.item() / len(images)  # waits for the device


print(sum(p.numel() for p in network.parameters()), flush=True)
for line in sys.stdin:
    began = time.perf_counter()
    loss = epoch()
    print(time.perf_counter() - began, loss, flush=True)
