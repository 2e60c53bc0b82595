package dev.distil4j.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Encodes inputs in portions, so that short ones do not cost a task each.
 *
 * @param tokenizer does the work
 * @param options apply to every input
 */
record ParallelEncoder(WordPieceTokenizer tokenizer, EncodingOptions options) {
    private static final int PORTION = 32;

    /** All encodings, in the order of the inputs; the first failure by that order is thrown. */
    List<Encoding> encodeAll(List<TokenizerInput> inputs, Executor executor) {
        List<CompletableFuture<List<Encoding>>> portions = new ArrayList<>();
        for (int from = 0; from < inputs.size(); from += PORTION) {
            List<TokenizerInput> portion =
                    inputs.subList(from, Math.min(from + PORTION, inputs.size()));
            portions.add(CompletableFuture.supplyAsync(() -> encode(portion), executor));
        }
        List<Encoding> encodings = new ArrayList<>(inputs.size());
        try {
            portions.forEach(portion -> encodings.addAll(portion.join()));
        } catch (CompletionException | CancellationException e) {
            portions.forEach(portion -> portion.cancel(false));
            throw e.getCause() instanceof TokenizerException refusal ? refusal : e;
        }
        return List.copyOf(encodings);
    }

    private List<Encoding> encode(List<TokenizerInput> portion) {
        return portion.stream().map(input -> tokenizer.encode(input, options)).toList();
    }
}
