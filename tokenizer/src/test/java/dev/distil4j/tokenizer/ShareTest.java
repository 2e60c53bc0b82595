package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({
        "3, 4, 7, 3, 4",
        "3, 9, 8, 3, 5",
        "9, 3, 8, 5, 3",
        "9, 9, 7, 3, 4",
        "9, 8, 7, 4, 3",
        "8, 9, 7, 3, 4",
        "9, 4, 7, 4, 3",
        "0, 9, 7, 0, 7",
        "9, 9, 0, 0, 0",
        "600, 550, 509, 255, 254",
    })
    void theLongerTextGivesWayFirst(
            long first, long second, int room, int keptFirst, int keptSecond) {
        assertThat(Share.longestFirst(first, second, room))
                .isEqualTo(new Share(keptFirst, keptSecond));
    }

    @Test
    void whatStaysFillsTheRoomAndNeverExceedsTheTexts() {
        for (int first = 0; first < 12; first++) {
            for (int second = 0; second < 12; second++) {
                for (int room = 0; room < 24; room++) {
                    Share kept = Share.longestFirst(first, second, room);
                    assertThat(kept.first()).isBetween(0, first);
                    assertThat(kept.second()).isBetween(0, second);
                    assertThat(kept.first() + kept.second())
                            .isEqualTo(Math.min(first + second, room));
                }
            }
        }
    }

    @Test
    void lengthsBeyondIntAreCutToo() {
        assertThat(Share.longestFirst(3_000_000_000L, 4_000_000_000L, 509))
                .isEqualTo(new Share(254, 255));
    }
}
