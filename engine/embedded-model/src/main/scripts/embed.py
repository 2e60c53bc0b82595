"""Stores a float32 sentiment checkpoint as float16 among this module's resources.

    pip install -r requirements.txt
    python embed.py CHECKPOINT               # convert it and copy its text files
    python embed.py CHECKPOINT --dev DEV     # and measure what the rounding costs

CHECKPOINT is the folder of the float32 model, DEV a tab-separated file with the columns `sentence`
and `label` (0 or 1). Weights are rounded to the nearest float16, ties to even, and computed with in
float32; a weight that float16 can't hold ends the conversion.
"""

import argparse
import csv
import shutil
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
EMBEDDED = RESOURCES / "dev" / "distil4j" / "embedded" / "sst2-small"
SMALLEST_NORMAL = 2.0**-14


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--dev", type=Path)
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    convert(arguments.checkpoint, EMBEDDED)
    if arguments.dev:
        measure(arguments.checkpoint, EMBEDDED, arguments.dev)


def convert(source, target):
    target.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "vocab.txt", "tokenizer_config.json"):
        shutil.copyfile(source / name, target / name)
    exact = load_file(source / "model.safetensors")
    halves = {name: _half(name, values) for name, values in exact.items()}
    save_file(halves, target / "model.safetensors", metadata={"format": "pt"})

    flat = np.concatenate([values.ravel() for values in exact.values()])
    rounded = np.concatenate([values.ravel() for values in halves.values()]).astype(np.float32)
    print(f"parameters            {flat.size}")
    print(f"largest |weight|      {np.abs(flat).max():.6g}")
    print(f"subnormal in float16  {np.count_nonzero(np.abs(rounded) < SMALLEST_NORMAL)}")
    print(f"largest rounding      {np.abs(flat - rounded).max():.3g}")


def _half(name, values):
    with np.errstate(over="ignore"):
        halves = values.astype(np.float16)
    if not np.isfinite(halves).all():
        raise SystemExit(f"{name} holds a value that float16 can't: keep the model in float32")
    return halves


def measure(source, target, dev):
    with dev.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    labels = torch.tensor([int(row["label"]) for row in rows])
    sentences = [row["sentence"] for row in rows]
    exact, rounded = _logits(source, sentences), _logits(target, sentences)
    print(f"sentences             {len(rows)}")
    for name, logits in (("float32", exact), ("float16", rounded)):
        right = (logits.argmax(1) == labels).sum().item()
        print(f"accuracy in {name}   {right / len(rows):.4f} ({right} right)")
    print(f"labels that differ    {(exact.argmax(1) != rounded.argmax(1)).sum().item()}")
    print(f"largest logit change  {(exact - rounded).abs().max():.3g}")
    print(f"smallest margin       {(rounded[:, 0] - rounded[:, 1]).abs().min():.3g}")


@torch.no_grad()
def _logits(folder, sentences):
    """Logits of each sentence by itself, the stored weights widened to float32."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager"
    ).eval()
    rows = [model(**tokenizer(text, return_tensors="pt")).logits[0] for text in sentences]
    return torch.stack(rows)


if __name__ == "__main__":
    main()
