"""DistilBERT's text classifier in plain PyTorch, timed on the sequences that Distil4J was timed on.

Needs torch and numpy. Reads the checkpoint and the token ids that Distil4J's run left in a folder, times
each workload in each mode, holds the logits against Distil4J's, and writes a line of JSON for each
measurement, in the form of Distil4J's own:

    python3 pytorch.py RUN --out RUN/pytorch.jsonl

A run starts with ids in the host's memory and ends with logits there. Batches are padded to their longest
sequence; where all are of one length there is no mask. As transformers does, every row of the last layer is
computed and the first of each sequence used.
"""

import argparse
import json
import pathlib
import struct
import time

import numpy
import torch
import torch.nn.functional as F

DIM, HEADS, LAYERS = 768, 12, 6


def tensors(file):
    """The tensors of a safetensors file, all of them float32, by name."""
    data = file.read_bytes()
    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + size])
    header.pop("__metadata__", None)
    found = {}
    for name, entry in header.items():
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        values = numpy.frombuffer(data[begin:end], "<f4").reshape(entry["shape"]).copy()
        found[name] = torch.from_numpy(values)
    return found


class Block(torch.nn.Module):
    """One transformer block, normalised after its residual connections."""

    def __init__(self, weights, prefix):
        super().__init__()
        self.q_lin = linear(weights, prefix + "attention.q_lin")
        self.k_lin = linear(weights, prefix + "attention.k_lin")
        self.v_lin = linear(weights, prefix + "attention.v_lin")
        self.out_lin = linear(weights, prefix + "attention.out_lin")
        self.sa_layer_norm = layer_norm(weights, prefix + "sa_layer_norm")
        self.lin1 = linear(weights, prefix + "ffn.lin1")
        self.lin2 = linear(weights, prefix + "ffn.lin2")
        self.output_layer_norm = layer_norm(weights, prefix + "output_layer_norm")

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = (
            lin(x).view(batch, length, HEADS, DIM // HEADS).transpose(1, 2)
            for lin in (self.q_lin, self.k_lin, self.v_lin)
        )
        context = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        context = context.transpose(1, 2).reshape(batch, length, DIM)
        x = self.sa_layer_norm(self.out_lin(context) + x)
        return self.output_layer_norm(self.lin2(F.gelu(self.lin1(x))) + x)


class Classifier(torch.nn.Module):
    """DistilBertForSequenceClassification: [batch, length] ids to [batch, labels] logits."""

    def __init__(self, weights):
        super().__init__()
        embeddings = "distilbert.embeddings."
        self.word = torch.nn.Embedding.from_pretrained(
            weights[embeddings + "word_embeddings.weight"]
        )
        self.position = torch.nn.Embedding.from_pretrained(
            weights[embeddings + "position_embeddings.weight"]
        )
        self.norm = layer_norm(weights, embeddings + "LayerNorm")
        self.layer = torch.nn.ModuleList(
            Block(weights, f"distilbert.transformer.layer.{i}.") for i in range(LAYERS)
        )
        self.pre_classifier = linear(weights, "pre_classifier")
        self.classifier = linear(weights, "classifier")

    def forward(self, ids, mask):
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(places))
        for block in self.layer:
            x = block(x, mask)
        return self.classifier(F.relu(self.pre_classifier(x[:, 0])))


def linear(weights, name):
    weight = weights[name + ".weight"]
    layer = torch.nn.Linear(weight.shape[1], weight.shape[0])
    layer.load_state_dict({"weight": weight, "bias": weights[name + ".bias"]})
    return layer


def layer_norm(weights, name):
    layer = torch.nn.LayerNorm(DIM, eps=1e-12)
    layer.load_state_dict({"weight": weights[name + ".weight"], "bias": weights[name + ".bias"]})
    return layer


class Batch:
    """Sequences side by side in the host's memory, padded, with the mask that padding needs."""

    def __init__(self, sequences, device):
        longest = max(map(len, sequences))
        ids = numpy.zeros((len(sequences), longest), "<i8")
        seen = numpy.zeros((len(sequences), 1, 1, longest), bool)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence)] = sequence
            seen[row, :, :, : len(sequence)] = True
        self.ids = on_host(ids, device)
        self.mask = None if seen.all() else on_host(seen, device)


def on_host(values, device):
    """A tensor that a GPU can fetch by itself."""
    tensor = torch.from_numpy(values)
    return tensor.pin_memory() if device.type == "cuda" else tensor


def run(model, batches, device):
    """The logits of all batches, batch by batch brought back to the host's memory."""
    logits = []
    for batch in batches:
        mask = None if batch.mask is None else batch.mask.to(device, non_blocking=True)
        logits.append(model(batch.ids.to(device, non_blocking=True), mask).float().cpu())
    return torch.cat(logits)


def milliseconds(work, seconds):
    """Each run's time, after a warm-up of half as long."""
    for share in (seconds / 2, seconds):
        times = []
        start = now = time.perf_counter()
        while now - start < share or len(times) < 3:
            work()
            end = time.perf_counter()
            times.append(1e3 * (end - now))
            now = end
    return times


def modes():
    """Yields (name, dtype, whether compiled, whether tf32 is allowed)."""
    types = (
        ("fp32", torch.float32, False),
        ("tf32", torch.float32, True),
        ("fp16", torch.float16, False),
    )
    for suffix, compiled in (("", False), ("-compile", True)):  # what takes long comes last
        for name, dtype, tf32 in types:
            yield name + suffix, dtype, compiled, tf32


def workloads(folder):
    """Yields (name, sequences by batch): workloads.jsonl as Distil4J wrote it; mixed lengths also sorted."""
    for line in (folder / "workloads.jsonl").read_text().splitlines():
        workload = json.loads(line)
        name, batches = workload["workload"], workload["batches"]
        yield name, batches
        lengths = {len(sequence) for batch in batches for sequence in batch}
        if len(lengths) > 1:
            size = len(batches[0])
            ordered = sorted((s for batch in batches for s in batch), key=len)
            yield name + ":sorted", [
                ordered[i : i + size] for i in range(0, len(ordered), size)
            ]


def roof(device, seconds):
    """What the machine can do at most, TFLOP/s of large products by type and GB/s of a copy."""
    size = 8192 if device.type == "cuda" else 512
    rates = {}
    for name, dtype, tf32 in (
        ("fp32", torch.float32, False),
        ("tf32", torch.float32, True),
        ("fp16", torch.float16, False),
    ):
        torch.backends.cuda.matmul.allow_tf32 = tf32
        a, b = (torch.randn(size, size, device=device, dtype=dtype) for _ in range(2))
        flop = 2 * size**3
        rates[name] = flop / numpy.median(milliseconds(lambda: wait((a @ b)), seconds)) * 1e-9
    a = torch.empty(64 * size * size, device=device, dtype=torch.uint8)
    b = torch.empty_like(a)
    copied = 2 * a.numel()
    rates["copy"] = copied / numpy.median(milliseconds(lambda: wait(b.copy_(a)), seconds)) * 1e-6
    return rates


def wait(tensor):
    if tensor.is_cuda:
        torch.cuda.synchronize()


def compare(logits, folder, name, mode):
    """Prints how far Distil4J's logits of the same workload are from these."""
    for line in (folder / "logits.jsonl").read_text().splitlines():
        ours = json.loads(line)
        if ours["workload"] != name:
            continue
        values = numpy.concatenate(ours["logits"]).reshape(logits.shape)
        theirs = logits.numpy()
        off = numpy.abs(values - theirs).max()
        labels = (values.argmax(1) != theirs.argmax(1)).sum()
        print(
            f"logits of {name}: ours in {ours['precision']} and PyTorch's in {mode} differ by at most"
            f" {off:.2e} (largest {numpy.abs(theirs).max():.2f}), {labels} labels of {len(theirs)}",
            flush=True,
        )


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path, help="what Distil4J's run left")
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--device", default="cuda")
    arguments.add_argument("--seconds", type=float, default=2, help="for each measurement")
    arguments.add_argument("--modes", default="", help="some of the modes, by comma")
    options = arguments.parse_args()
    device = torch.device(options.device)
    weights = tensors(options.folder / "model" / "model.safetensors")
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"
    print(f"PyTorch {torch.__version__} on {name}", flush=True)
    chosen = options.modes.split(",") if options.modes else None
    with options.out.open("w") as out, torch.inference_mode():
        rates = roof(device, options.seconds)
        print(json.dumps({"roof": rates}), file=out, flush=True)
        print("TFLOP/s, and GB/s of a copy: " + json.dumps(rates), flush=True)
        for mode, dtype, compiled, tf32 in modes():
            if chosen and mode not in chosen:
                continue
            torch.backends.cuda.matmul.allow_tf32 = tf32
            torch.backends.cudnn.allow_tf32 = tf32
            eager = Classifier(weights).eval().to(device, dtype)
            for workload, sequences in workloads(options.folder):
                torch._dynamo.reset()
                model = torch.compile(eager) if compiled else eager
                batches = [Batch(batch, device) for batch in sequences]
                try:
                    logits = run(model, batches, device)
                    times = milliseconds(lambda: run(model, batches, device), options.seconds)
                except Exception as e:  # a mode that this machine lacks is told and left out
                    reason = str(e).strip() or type(e).__name__
                    print(f"unmeasured: {workload} in {mode}: {reason.splitlines()[0]}", flush=True)
                    continue
                if not compiled:
                    compare(logits, options.folder, workload, mode)
                q1, median, q3 = numpy.quantile(times, [0.25, 0.5, 0.75])
                count = sum(map(len, sequences))
                timing = {
                    "engine": "pytorch-" + mode,
                    "workload": workload,
                    "sequences": count,
                    "tokens": sum(len(s) for batch in sequences for s in batch),
                    "millis": {"q1": q1, "median": median, "q3": q3},
                    "runs": len(times),
                }
                print(json.dumps(timing), file=out, flush=True)
                print(f"{workload} {mode}: {1e3 * count / median:.1f} sequences/s", flush=True)


if __name__ == "__main__":
    main()
