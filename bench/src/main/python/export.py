"""Exports the peers' topologies of DistilBERT, without weights.

    python export.py FOLDER

writes to FOLDER

    sentiment.onnx, sentiment-optimised.onnx    input_ids, attention_mask -> logits
    rows.onnx, rows-optimised.onnx              input_ids, attention_mask -> last_hidden_state
    weights.json                                how the graphs' external data is made
    sentiment.pt, sentiment-pt.json             the same for TorchScript: input_ids -> logits

Each graph comes from transformers' own module by torch.onnx.export; "optimised" went through ONNX
Runtime's offline transformer optimiser, too. Weights are random here, so that each tensor of a
graph is recognised by its values: as a tensor of the checkpoint, or as several of them put one
under the other, and either way perhaps transposed.

Needs torch 2.13.0, transformers 4.57.6, onnx 1.23.2, onnxruntime 1.29.0.
"""

import io
import json
import pathlib
import sys
import tempfile
import zipfile

import numpy as np
import onnx
import onnx.numpy_helper
import torch
import transformers
from onnxruntime.transformers import optimizer
from transformers.models.distilbert import modeling_distilbert

DATA_FILE = "weights.bin"
ALIGNMENT = 4096
SMALL = 64  # values; what has no more stays in the graph, unless it is a checkpoint's tensor


def model():
    torch.manual_seed(1)
    config = transformers.DistilBertConfig(num_labels=2)
    classifier = transformers.DistilBertForSequenceClassification(config).eval()
    with torch.no_grad():
        for parameter in classifier.parameters():
            parameter.normal_(0, 0.02)
    return classifier


class Recipes:
    """The values that can be made of a checkpoint, and where they lie in the data file."""

    def __init__(self, state):
        self.known = {}
        for name, tensor in state.items():
            self.add([name], [tensor])
        for name in [n for n in state if ".q_lin." in n]:
            names = [name.replace("q_lin", part) for part in ("q_lin", "k_lin", "v_lin")]
            self.add(names, [state[n] for n in names])
        self.places = {}
        self.end = 0

    def add(self, names, tensors):
        stacked = torch.cat(tensors).numpy()
        self.known[stacked.tobytes()] = (tuple(names), False)
        if stacked.ndim == 2:
            self.known[np.ascontiguousarray(stacked.T).tobytes()] = (tuple(names), True)

    def place(self, values):
        """(offset, bytes) of an array, or None when it stays in the graph."""
        recipe = self.known.get(values.tobytes())
        if recipe is None:
            assert values.size <= SMALL or values.dtype == np.int64, (values.shape, values.dtype)
            return None
        if recipe not in self.places:
            self.places[recipe] = (self.end, values.nbytes)
            self.end += -(-values.nbytes // ALIGNMENT) * ALIGNMENT
        return self.places[recipe]

    def manifest(self):
        return {
            "bytes": self.end,
            "tensors": [
                {"offset": offset, "stacked": list(names), "transposed": transposed}
                for (names, transposed), (offset, _) in self.places.items()
            ],
        }


def export(module, output, file):
    """As it is; the exporter that traces, since the optimiser knows the patterns of that one."""
    ids = torch.randint(1000, 30000, (2, 9))
    dynamic = {0: "batch", 1: "length"}
    axes = {"input_ids": dynamic, "attention_mask": dynamic, output: dynamic}
    if output == "logits":
        axes[output] = {0: "batch"}
    torch.onnx.export(
        module,
        (ids, torch.ones_like(ids)),
        file,
        input_names=["input_ids", "attention_mask"],
        output_names=[output],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    return onnx.load(file)


def optimise(file):
    fused = optimizer.optimize_model(
        str(file), model_type="bert", num_heads=12, hidden_size=768, opt_level=0
    )
    print(file.stem, {k: v for k, v in fused.get_fused_operator_statistics().items() if v})
    return fused.model


def without_weights(graph, recipes):
    constants = [
        attribute.t
        for node in graph.graph.node
        for attribute in node.attribute
        if node.op_type == "Constant" and attribute.type == onnx.AttributeProto.TENSOR
    ]
    for tensor in graph.graph.initializer:
        values = onnx.numpy_helper.to_array(tensor)
        place = recipes.place(values)
        if place:
            tensor.ClearField("raw_data")
            tensor.ClearField("float_data")
            del tensor.external_data[:]
            tensor.data_location = onnx.TensorProto.EXTERNAL
            for key, value in (("location", DATA_FILE), ("offset", place[0]), ("length", place[1])):
                tensor.external_data.add(key=key, value=str(value))
    for values in map(onnx.numpy_helper.to_array, constants):
        assert values.size <= SMALL or values.dtype == np.int64, (values.shape, values.dtype)
    for node in graph.graph.node:
        node.ClearField("doc_string")
    return graph.SerializeToString()


class Sentiment(torch.nn.Module):
    """Without a mask, which is what transformers computes for texts that have no padding."""

    def __init__(self, classifier):
        super().__init__()
        self.classifier = classifier

    def forward(self, input_ids):
        return self.classifier(input_ids=input_ids).logits


def script(classifier, state):
    """A trace, and which of the checkpoint's tensors each of its big records is."""
    modeling_distilbert._prepare_4d_attention_mask_for_sdpa = lambda *args, **kwargs: None
    with torch.inference_mode():
        traced = torch.jit.trace(Sentiment(classifier), torch.randint(1000, 30000, (2, 9)))
    whole, bare, records = io.BytesIO(), io.BytesIO(), {}
    torch.jit.save(traced, whole)
    by_value = {tensor.numpy().tobytes(): name for name, tensor in state.items()}
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bare, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            name = by_value.get(content)
            if name:
                records[entry.filename] = name
            elif ".debug_pkl" not in entry.filename:
                target.writestr(zipfile.ZipInfo(entry.filename), content)
    assert sorted(records.values()) == sorted(state), set(state) - set(records.values())
    return bare.getvalue(), records


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    classifier = model()
    state = dict(classifier.state_dict())
    recipes = Recipes(state)
    variants = (("sentiment", classifier, "logits"), ("rows", classifier.distilbert, "last_hidden_state"))
    with tempfile.TemporaryDirectory() as scratch:
        for name, module, output in variants:
            file = pathlib.Path(scratch) / f"{name}.onnx"
            graph = export(module, output, file)
            fused = optimise(file)
            (folder / f"{name}.onnx").write_bytes(without_weights(graph, recipes))
            (folder / f"{name}-optimised.onnx").write_bytes(without_weights(fused, recipes))
    (folder / "weights.json").write_text(json.dumps(recipes.manifest(), indent=1) + "\n")
    bare, records = script(classifier, state)
    (folder / "sentiment.pt").write_bytes(bare)
    (folder / "sentiment-pt.json").write_text(json.dumps(records, indent=1) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
