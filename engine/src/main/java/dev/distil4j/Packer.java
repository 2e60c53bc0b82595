package dev.distil4j;

import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.tokenizer.Encoding;

import java.util.ArrayList;
import java.util.List;

/** Puts encodings together to packed batches, in their order and without padding. */
final class Packer {

    /**
     * Tokens of a batch, more only for a single sequence: beyond this the weights are read often
     * enough from the cache, and scratch memory only grows.
     */
    private static final int MAX_TOKENS = 1024;

    private Packer() {}

    static List<TokenBatch> pack(List<Encoding> encodings) {
        List<TokenBatch> batches = new ArrayList<>();
        int from = 0;
        while (from < encodings.size()) {
            int to = from + 1;
            int tokens = encodings.get(from).length();
            while (to < encodings.size() && tokens + encodings.get(to).length() <= MAX_TOKENS) {
                tokens += encodings.get(to++).length();
            }
            batches.add(concatenate(encodings.subList(from, to), tokens));
            from = to;
        }
        return batches;
    }

    private static TokenBatch concatenate(List<Encoding> encodings, int tokens) {
        int[] ids = new int[tokens];
        int[] typeIds = new int[tokens];
        int[] starts = new int[encodings.size() + 1];
        for (int s = 0; s < encodings.size(); s++) {
            Encoding encoding = encodings.get(s);
            System.arraycopy(encoding.ids(), 0, ids, starts[s], encoding.length());
            System.arraycopy(encoding.typeIds(), 0, typeIds, starts[s], encoding.length());
            starts[s + 1] = starts[s] + encoding.length();
        }
        return new TokenBatch(ids, typeIds, starts);
    }
}
