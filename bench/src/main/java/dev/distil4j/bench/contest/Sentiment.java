package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.WordSequence;
import dev.distil4j.bench.model.Words;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The logits of one text. This project's engine begins with the text and tokenises it, the peers
 * begin with its tokens.
 *
 * @param tokens {@code [CLS]} and {@code [SEP]} included
 */
record Sentiment(int tokens) implements Workload {

    @Override
    public String name() {
        return "sentiment:" + tokens;
    }

    @Override
    public double flop() {
        return BaseModel.flop(tokens);
    }

    @Override
    public SequencedMap<String, Opener> contenders() {
        BaseModel model = BaseModel.prepared();
        WordSequence words = new Words(model).sequence(tokens);
        SequencedMap<String, Opener> contenders = new LinkedHashMap<>();
        contenders.put(
                "distil4j",
                threads -> new TextClassification(model.folder(), words.text(), threads));
        contenders.put(
                "onnxruntime", threads -> new OnnxTokens(model, "sentiment", words.ids(), threads));
        contenders.put(
                "onnxruntime-optimised",
                threads -> new OnnxTokens(model, "sentiment-optimised", words.ids(), threads));
        contenders.put("pytorch", threads -> new PyTorchTokens(model, words.ids(), threads));
        return contenders;
    }
}
