package dev.distil4j.testing;

/** What an architecture calls itself and its tensors; those of a block are below {@code layer}. */
record SeededNames(
        String classStem,
        String tokenizer,
        String prefix,
        boolean types,
        String layer,
        String query,
        String key,
        String value,
        String out,
        String attentionNorm,
        String intermediate,
        String output,
        String outputNorm,
        String transform,
        String transformNorm,
        String decoderBias) {

    static final SeededNames DISTILBERT =
            new SeededNames(
                    "DistilBert",
                    "DistilBertTokenizer",
                    "distilbert.",
                    false,
                    "transformer.layer.",
                    "attention.q_lin",
                    "attention.k_lin",
                    "attention.v_lin",
                    "attention.out_lin",
                    "sa_layer_norm",
                    "ffn.lin1",
                    "ffn.lin2",
                    "output_layer_norm",
                    "vocab_transform",
                    "vocab_layer_norm",
                    "vocab_projector.bias");

    static final SeededNames BERT =
            new SeededNames(
                    "Bert",
                    "BertTokenizer",
                    "bert.",
                    true,
                    "encoder.layer.",
                    "attention.self.query",
                    "attention.self.key",
                    "attention.self.value",
                    "attention.output.dense",
                    "attention.output.LayerNorm",
                    "intermediate.dense",
                    "output.dense",
                    "output.LayerNorm",
                    "cls.predictions.transform.dense",
                    "cls.predictions.transform.LayerNorm",
                    "cls.predictions.bias");
}
