"""Makes the TorchScript files of this folder (python3-torch of Debian 12: PyTorch 1.13) and prints
the numbers that TracedNetworkTest and its neighbours expect. Run in this folder."""

import json

import torch
from torch import nn


class Unet(nn.Module):
    """(latent, t) or (latent, t, text): a convolution in, time and text added, a convolution out."""

    def __init__(self, seed):
        super().__init__()
        torch.manual_seed(seed)
        self.enter = nn.Conv2d(4, 6, 3, padding=1)
        self.time = nn.Linear(8, 6)
        self.text = nn.Linear(5, 6)
        self.leave = nn.Conv2d(6, 4, 3, padding=1)
        self.register_buffer("frequencies", 1000 ** -(torch.arange(4) / 4))

    def hidden(self, latent, t):
        angles = t.reshape(-1, 1) * self.frequencies.float()
        waves = torch.cat([angles.sin(), angles.cos()], 1).to(latent.dtype)
        return self.enter(latent) + self.time(waves)[:, :, None, None]

    def forward(self, latent, t):
        return self.leave(torch.tanh(self.hidden(latent, t)))


class TextUnet(Unet):
    def forward(self, latent, t, text):
        told = self.text(text).mean(1)[:, :, None, None]
        return self.leave(torch.tanh(self.hidden(latent, t) + told))


class HalfUnet(nn.Module):
    """Scripted, as PyTorch 1.13 has no half precision on a CPU to trace with."""

    def __init__(self, dtype: torch.dtype):
        super().__init__()
        torch.manual_seed(5)
        self.weight = nn.Parameter(torch.randn(4, 4).to(dtype))

    def forward(self, latent, t):
        mixed = torch.matmul(self.weight, latent.to(self.weight.dtype).flatten(2))
        return mixed.reshape(latent.shape) + (t / 1000).to(mixed.dtype)[:, None, None, None]


class OneImage(Unet):
    """Traced with one image, and of no use for two."""

    def forward(self, latent, t):
        return super().forward(latent, t).reshape(1, 4, 4, 4)


class Encoder(nn.Module):
    """Numbers of three tokens to their states, and another output that nobody asked for."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(7)
        self.tokens = nn.Embedding(8, 5)
        self.places = nn.Parameter(torch.randn(3, 5))

    def forward(self, ids):
        states = torch.tanh(self.tokens(ids) + self.places)
        return states, states.mean(1)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        torch.manual_seed(8)
        self.grow = nn.ConvTranspose2d(4, 3, 2, stride=2)

    def forward(self, latent):
        return self.grow(latent)


class Features(nn.Module):
    """Images of any size in [-1, 1] to six features each; it resizes them by itself."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(9)
        self.look = nn.Conv2d(3, 5, 3)
        self.sum_up = nn.Linear(20, 6)

    def forward(self, images):
        resized = nn.functional.interpolate(images, size=(6, 6), mode="bilinear")
        seen = nn.functional.adaptive_avg_pool2d(torch.tanh(self.look(resized)), 2)
        return self.sum_up(seen.flatten(1))


def numbers(shape, scale):
    count = torch.Size(shape).numel()
    return (torch.arange(count, dtype=torch.float32) * scale).sin().reshape(shape)


LATENT = numbers((2, 4, 4, 4), 0.1)
TEXT = numbers((2, 3, 5), 0.3)
TIME = torch.tensor([499.5, 499.5])


def trace(name, module, *inputs):
    module.eval()
    with torch.no_grad():
        torch.jit.trace(module, inputs).save(name + ".pt")
        output = module(*inputs)
    shown = output[0] if isinstance(output, tuple) else output
    print(name, [round(x, 6) for x in shown.flatten()[:: max(1, shown.numel() // 4)].tolist()])


trace("small", Unet(1), LATENT, TIME)
trace("large", Unet(2), LATENT, TIME)
trace("text-small", TextUnet(3), LATENT, TIME, TEXT)
trace("text-large", TextUnet(4), LATENT, TIME, TEXT)
trace("one-image", OneImage(1), LATENT[:1], TIME[:1])
trace("encoder", Encoder(), torch.tensor([[1, 3, 2], [1, 4, 2]]))
trace("decoder", Decoder(), LATENT)
trace("features", Features(), numbers((2, 3, 8, 8), 0.2))
torch.jit.script(HalfUnet(torch.float16)).save("half.pt")
torch.jit.script(HalfUnet(torch.bfloat16)).save("brain-half.pt")
weight = HalfUnet(torch.float16).weight.float()
half = torch.matmul(weight, LATENT.flatten(2)).flatten() + 0.4995
print("half", [round(x, 3) for x in half[::32].tolist()])

words = ["[none]", "<start>", "<end>", "one", "two", "three", "of", "digits"]
with open("tokenizer.json", "w") as out:
    json.dump(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [],
            "normalizer": {"type": "Lowercase"},
            "pre_tokenizer": {"type": "Whitespace"},
            "post_processor": {
                "type": "TemplateProcessing",
                "single": [
                    {"SpecialToken": {"id": "<start>", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "<end>", "type_id": 0}},
                ],
                "pair": [
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"Sequence": {"id": "B", "type_id": 0}},
                ],
                "special_tokens": {
                    "<start>": {"id": "<start>", "ids": [1], "tokens": ["<start>"]},
                    "<end>": {"id": "<end>", "ids": [2], "tokens": ["<end>"]},
                },
            },
            "decoder": None,
            "model": {
                "type": "WordLevel",
                "vocab": {word: i for i, word in enumerate(words)},
                "unk_token": "[none]",
            },
        },
        out,
        indent=1,
    )
