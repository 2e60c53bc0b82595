package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EncodingTest {
    @Test
    void equalityIsByContent() {
        Encoding encoding = encoding(1, 2, 3, 4, 5);
        assertThat(encoding)
                .isEqualTo(encoding(1, 2, 3, 4, 5))
                .hasSameHashCodeAs(encoding(1, 2, 3, 4, 5));
        assertThat(encoding)
                .isNotEqualTo(encoding(9, 2, 3, 4, 5))
                .isNotEqualTo(encoding(1, 9, 3, 4, 5))
                .isNotEqualTo(encoding(1, 2, 9, 4, 5))
                .isNotEqualTo(encoding(1, 2, 3, 9, 5))
                .isNotEqualTo(encoding(1, 2, 3, 4, 9));
    }

    @Test
    void itPrintsItsContent() {
        assertThat(encoding(1, 2, 3, 4, 5))
                .hasToString(
                        "Encoding[ids=[1], typeIds=[2], starts=[3], ends=[4], words=[5],"
                                + " fullLength=1]");
    }

    @Test
    void columnsOfDifferentLengthAreRefused() {
        int[] one = {1};
        assertThatThrownBy(() -> new Encoding(one, one, one, new int[2], one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The columns of an encoding need one length, but have 1, 1, 1, 2 and 1.");
    }

    private static Encoding encoding(int id, int typeId, int start, int end, int word) {
        return new Encoding(
                new int[] {id},
                new int[] {typeId},
                new int[] {start},
                new int[] {end},
                new int[] {word});
    }
}
