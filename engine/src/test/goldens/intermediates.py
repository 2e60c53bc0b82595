"""What the first layer of an encoder computes on its way, under the same names for both architectures."""

import torch


def _distilbert(model):
    layer = model.distilbert.transformer.layer
    attention, ffn = layer[0].attention, layer[0].ffn
    return {
        "encoder": model.distilbert,
        "q_lin": attention.q_lin,
        "k_lin": attention.k_lin,
        "v_lin": attention.v_lin,
        "out_lin": attention.out_lin,
        "sa_layer_norm": layer[0].sa_layer_norm,
        "lin2": ffn.lin2,
        "output_layer_norm": layer[0].output_layer_norm,
        "last": layer[-1].output_layer_norm,
    }


def _bert(model):
    layer = model.bert.encoder.layer
    attention = layer[0].attention
    return {
        "encoder": model.bert,
        "q_lin": attention.self.query,
        "k_lin": attention.self.key,
        "v_lin": attention.self.value,
        "out_lin": attention.output.dense,
        "sa_layer_norm": attention.output.LayerNorm,
        "lin2": layer[0].output.dense,
        "output_layer_norm": layer[0].output.LayerNorm,
        "last": layer[-1].output.LayerNorm,
    }


@torch.no_grad()
def intermediates(model, ids, type_ids=None):
    """Each tensor as [rows, columns], and the last hidden state."""
    parts = {"distilbert": _distilbert, "bert": _bert}[model.config.model_type](model)
    seen = {}

    def output(name, module):
        return module.register_forward_hook(lambda m, i, o: seen.update({name: o[0]}))

    def input_of(name, module):
        return module.register_forward_pre_hook(lambda m, i: seen.update({name: i[0][0]}))

    hooks = [
        output("embeddings", parts["encoder"].embeddings),
        output("layer.0.attention.q_lin", parts["q_lin"]),
        output("layer.0.attention.k_lin", parts["k_lin"]),
        output("layer.0.attention.v_lin", parts["v_lin"]),
        input_of("layer.0.attention.context", parts["out_lin"]),
        output("layer.0.attention.out_lin", parts["out_lin"]),
        output("layer.0.sa_layer_norm", parts["sa_layer_norm"]),
        input_of("layer.0.ffn.gelu", parts["lin2"]),
        output("layer.0.ffn.lin2", parts["lin2"]),
        output("layer.0.output_layer_norm", parts["output_layer_norm"]),
        output("last_hidden_state", parts["last"]),
    ]
    types = {} if type_ids is None else {"token_type_ids": torch.tensor([type_ids])}
    parts["encoder"](torch.tensor([ids]), **types)
    for hook in hooks:
        hook.remove()
    return seen
