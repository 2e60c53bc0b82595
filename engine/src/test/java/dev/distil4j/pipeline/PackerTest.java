package dev.distil4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.tokenizer.Vocabulary;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sequences lie in their batches one after the other, without a gap and in their order. */
class PackerTest {

    private static final int CLS = 1;
    private static final int SEP = 2;
    private static final int A = 5;
    private static final int B = 6;

    private final Packer packer =
            new Packer(
                    WordPieceTokenizer.builder(
                                    new Vocabulary(
                                            List.of(
                                                    "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]",
                                                    "a", "b")))
                            .maxLength(3000)
                            .build());

    @Test
    void sequencesFollowEachOther() {
        packer.add("a", null);
        packer.add("b", "a b");
        TokenBatch batch = packer.next(1024);
        assertThat(packer.hasNext()).isFalse();
        assertThat(batch.starts()).containsExactly(0, 3, 9);
        assertThat(batch.ids()).startsWith(CLS, A, SEP, CLS, B, SEP, A, B, SEP);
        assertThat(batch.typeIds()).startsWith(0, 0, 0, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void aBatchHoldsAsManyTokensAsAreAskedForUnlessOneSequenceHasMore() {
        assertThat(starts(1000, 24, 2, 2000, 2, 1022, 3))
                .containsExactly(
                        "[0, 1000, 1024]", "[0, 2]", "[0, 2000]", "[0, 2, 1024]", "[0, 3]");
    }

    @Test
    void everyBatchBeginsWithItsOwnFirstSequence() {
        packer.add("a ".repeat(1022), null);
        packer.add("b", null);
        packer.next(1024);
        assertThat(packer.next(1024).ids()).startsWith(CLS, B, SEP);
    }

    @Test
    void whatWasClearedIsNotPackedAgain() {
        starts(2000, 3);
        packer.add("a", null);
        packer.clear();
        assertThat(packer.hasNext()).isFalse();
        assertThat(starts(5)).containsExactly("[0, 5]");
    }

    /** Where sequences of these lengths begin in their batches. */
    private List<String> starts(int... lengths) {
        for (int length : lengths) {
            packer.add("a ".repeat(length - 2), null);
        }
        List<String> starts = new ArrayList<>();
        while (packer.hasNext()) {
            starts.add(Arrays.toString(packer.next(1024).starts()));
        }
        packer.clear();
        return starts;
    }
}
