package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.WordSequence;
import dev.distil4j.bench.model.Words;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The last hidden states of all tokens of one text, as taggers and question answering need them.
 * This project's engine begins with the text and tokenises it, the peer begins with its tokens.
 *
 * @param tokens {@code [CLS]} and {@code [SEP]} included
 */
record EveryRow(int tokens) implements Workload {

    @Override
    public String name() {
        return "rows:" + tokens;
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
        contenders.put("distil4j", threads -> new HiddenStates(model, words.text(), threads));
        contenders.put(
                "onnxruntime", threads -> new OnnxTokens(model, "rows", words.ids(), threads));
        contenders.put(
                "onnxruntime-optimised",
                threads -> new OnnxTokens(model, "rows-optimised", words.ids(), threads));
        return contenders;
    }
}
