package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.WordSequence;
import dev.distil4j.bench.model.Words;
import dev.distil4j.bench.peer.OnnxProfile;
import dev.distil4j.bench.peer.PeerFiles;

/**
 * Lists the operators that ONNX Runtime really runs on this machine, after all its optimisations:
 * how many of each, and their part of the time for a text of 128 tokens.
 */
final class OnnxOperators {

    private static final int TOKENS = 128;

    private OnnxOperators() {}

    public static void main(String[] args) {
        BaseModel model = BaseModel.prepared();
        WordSequence words = new Words(model).sequence(TOKENS);
        for (String graph :
                new String[] {"sentiment", "sentiment-optimised", "rows", "rows-optimised"}) {
            System.out.println(graph);
            OnnxProfile.of(PeerFiles.onnx(model, graph), words.ids())
                    .forEach(
                            (operator, use) ->
                                    System.out.printf(
                                            "  %4d %-28s %5.1f %%%n",
                                            use.nodes(), operator, 100 * use.time()));
        }
    }
}
