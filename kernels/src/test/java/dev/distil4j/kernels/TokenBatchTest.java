package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class TokenBatchTest {

    @Test
    void knowsItsSequences() {
        TokenBatch batch = new TokenBatch(new int[9], null, new int[] {0, 3, 4, 9});
        assertThat(batch.sequences()).isEqualTo(3);
        assertThat(batch.total()).isEqualTo(9);
        assertThat(batch.length(0)).isEqualTo(3);
        assertThat(batch.length(1)).isEqualTo(1);
        assertThat(batch.length(2)).isEqualTo(5);
    }

    @Test
    void mayBeOneSequenceOrNone() {
        assertThat(TokenBatch.of(7, 8).starts()).containsExactly(0, 2);
        assertThat(new TokenBatch(new int[0], null, new int[] {0}).sequences()).isZero();
    }

    @Test
    void idsBeyondTheLastSequenceAreNotOfTheBatch() {
        assertThat(new TokenBatch(new int[3], null, new int[] {0, 2}).total()).isEqualTo(2);
    }

    @Test
    void aPartHasItsOwnSequencesAlone() {
        int[] ids = {1, 2, 3, 4, 5, 6, 0};
        TokenBatch batch =
                new TokenBatch(ids, new int[] {0, 0, 1, 0, 1, 1, 9}, new int[] {0, 3, 4, 6});
        TokenBatch part = batch.part(1, 3);
        assertThat(part.ids()).containsExactly(4, 5, 6);
        assertThat(part.typeIds()).containsExactly(0, 1, 1);
        assertThat(part.starts()).containsExactly(0, 1, 3);
        assertThat(new TokenBatch(ids, null, batch.starts()).part(0, 1).typeIds()).isNull();
    }

    @Test
    void startsRunFromZeroToTheNumberOfIds() {
        String message = "starts must run from 0 to the number of ids at most, 3";
        refuses(message, null);
        refuses(message, null, 1, 3);
        refuses(message, null, 0, 4);
    }

    @Test
    void aSequenceWithoutTokensIsNamed() {
        refuses("sequence 1 has no tokens", null, 0, 2, 2, 3);
        refuses("sequence 1 has no tokens", null, 0, 2, 1, 3);
        refuses("sequence 0 has no tokens", null, 0, 0, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(TokenBatch::of)
                .withMessage("sequence 0 has no tokens");
    }

    @Test
    void typesAreAsManyAsIds() {
        refuses("3 ids but 2 type ids", new int[2], 0, 3);
    }

    private static void refuses(String message, int[] typeIds, int... starts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenBatch(new int[3], typeIds, starts))
                .withMessage(message);
    }
}
