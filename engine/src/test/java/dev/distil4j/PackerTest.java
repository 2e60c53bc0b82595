package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.tokenizer.Encoding;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Encodings lie in their batches one after the other, without a gap and in their order. */
class PackerTest {

    @Test
    void sequencesFollowEachOther() {
        List<TokenBatch> batches = Packer.pack(List.of(encoding(2, 7), encoding(3, 8)));
        assertThat(batches).hasSize(1);
        assertThat(batches.getFirst().ids()).containsExactly(7, 7, 8, 8, 8);
        assertThat(batches.getFirst().starts()).containsExactly(0, 2, 5);
    }

    @Test
    void aBatchHoldsAtMost1024TokensUnlessOneSequenceHasMore() {
        List<Encoding> encodings =
                IntStream.of(1000, 24, 1, 2000, 1, 1023, 1)
                        .mapToObj(length -> encoding(length, length))
                        .toList();
        assertThat(Packer.pack(encodings).stream().map(batch -> Arrays.toString(batch.starts())))
                .containsExactly(
                        "[0, 1000, 1024]", "[0, 1]", "[0, 2000]", "[0, 1, 1024]", "[0, 1]");
    }

    @Test
    void nothingIsNoBatch() {
        assertThat(Packer.pack(List.of())).isEmpty();
    }

    private static Encoding encoding(int length, int id) {
        int[] ids = new int[length];
        Arrays.fill(ids, id);
        int[] zeros = new int[length];
        return new Encoding(ids, zeros, zeros, zeros, zeros);
    }
}
