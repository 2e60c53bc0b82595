package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

final class RowSelectionTest {

    private final TokenBatch batch = new TokenBatch(new int[9], null, new int[] {0, 3, 4, 9});

    private static int[] rows(RowSelection selection) {
        return IntStream.range(0, selection.count()).map(selection::row).toArray();
    }

    private static int[] starts(RowSelection selection) {
        return IntStream.rangeClosed(0, 3).map(selection::start).toArray();
    }

    @Test
    void allAreTheBatchItself() {
        RowSelection all = RowSelection.all(batch);
        assertThat(all.isAll()).isTrue();
        assertThat(rows(all)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(starts(all)).containsExactly(0, 3, 4, 9);
    }

    @Test
    void firstIsOneRowOfEverySequence() {
        RowSelection first = RowSelection.first(batch);
        assertThat(first.isAll()).isFalse();
        assertThat(rows(first)).containsExactly(0, 3, 4);
        assertThat(starts(first)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void chosenRowsKnowTheirSequences() {
        assertThat(starts(RowSelection.of(batch, 1, 2, 8))).containsExactly(0, 2, 2, 3);
        assertThat(starts(RowSelection.of(batch, 3))).containsExactly(0, 0, 1, 1);
        assertThat(starts(RowSelection.of(batch))).containsExactly(0, 0, 0, 0);
        assertThat(rows(RowSelection.of(batch, 1, 2, 8))).containsExactly(1, 2, 8);
        assertThat(rows(RowSelection.of(batch))).isEmpty();
    }

    @Test
    void chosenRowsDoNotFollowTheirArray() {
        int[] rows = {1, 2};
        RowSelection selection = RowSelection.of(batch, rows);
        rows[0] = 8;
        assertThat(rows(selection)).containsExactly(1, 2);
    }

    @Test
    void rowsMustAscendWithinTheBatch() {
        refuses("rows must ascend from 0: [2, 1]", 2, 1);
        refuses("rows must ascend from 0: [2, 2]", 2, 2);
        refuses("rows must ascend from 0: [5, 3]", 5, 3);
        refuses("rows must ascend from 0: [-1]", -1);
        refuses("row 9 is outside the batch of 9 rows", 0, 9);
    }

    private void refuses(String message, int... rows) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowSelection.of(batch, rows))
                .withMessage(message);
    }
}
