"""Numbers of checkpoints that are not part of the project, only their results are."""

import torch
from transformers import (
    AutoModel,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    TextClassificationPipeline,
)

from reference import (
    Reference,
    both,
    differences,
    entropies,
    header,
    relative_entropy,
    write,
)

TINY_TEXTS = (
    "",
    "Hello, world!",
    "A river runs through the old town.",
    "Naïve prices: 3.50 € (or so) -- isn't it?",
)
LONG_TINY_TEXT = (
    "In the morning the fishermen bring their boats ashore, mend the nets and count the catch;"
    " by noon the market square is crowded, and the cats know it."
)

SENTIMENTS = (
    "A gripping, funny film",
    "The plot is a tedious mess.",
    "It starts well, then loses its way.",
    "Not bad at all",
    "",
    "I would gladly watch the first hour again, but the ending made me regret the ticket.",
)


def make_tiny_random(data, folder):
    """Hidden states of a test checkpoint with random weights and no head."""
    source = data / "models" / "tiny-random-distilbert"
    tokenizer = AutoTokenizer.from_pretrained(source)
    reference = Reference(AutoModel.from_pretrained(source, attn_implementation="eager"))
    texts = [_hidden_states(reference, tokenizer, text) for text in TINY_TEXTS]
    texts.append(_hidden_states(reference, tokenizer, LONG_TINY_TEXT, few_rows=True))
    gaps = [max(differences(text["last_hidden_state"])) for text in texts]
    write(
        folder / "tiny-random-distilbert.json",
        header=header(__file__, checks={"max_abs_difference": max(gaps)} | entropies(texts)),
        texts=texts,
    )


def _hidden_states(reference, tokenizer, text, few_rows=False):
    ids = tokenizer(text)["input_ids"]
    rows = [0, len(ids) // 2, len(ids) - 1] if few_rows else list(range(len(ids)))
    f64, f32 = reference.run(ids)
    dim = f64.last_hidden_state.shape[-1]
    return {
        "text": text,
        "ids": ids,
        "rows": rows,
        "last_hidden_state": {"shape": [len(rows), dim]}
        | both(f64.last_hidden_state[0, rows], f32.last_hidden_state[0, rows]),
        "relative_entropy": relative_entropy(f64.attentions),
    }


def make_sst2_small(data, folder):
    """The pipeline's scores of the small sentiment classifier."""
    source = data / "models" / "sst2-small"
    pipeline = TextClassificationPipeline(
        model=AutoModelForSequenceClassification.from_pretrained(
            source, attn_implementation="eager", dtype=torch.float32
        ),
        tokenizer=AutoTokenizer.from_pretrained(source),
        device="cpu",
    )
    parameters = {"top_k": None}
    write(
        folder / "sst2-small-pipeline.json",
        header=header(__file__, parameters=parameters),
        results=[
            {"inputs": text, "outputs": pipeline(text, **parameters)} for text in SENTIMENTS
        ],
    )
