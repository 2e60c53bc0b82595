package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.JvmBackends;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class RowsTest {

    private static final TokenBatch BATCH =
            new TokenBatch(new int[10], null, new int[] {0, 3, 4, 10});

    private final String backend;

    RowsTest(String backend) {
        this.backend = backend;
    }

    @Test
    void selectedRowsAreCopiedBitByBit() {
        for (int cols : Sizes.ALL) {
            float[] x = RandomValues.normal(cols, 10 * cols, 1);
            x[4 * cols] = Float.NaN;
            x[9 * cols] = Float.NEGATIVE_INFINITY;
            selects(x, cols, RowSelection.first(BATCH), 0, 3, 4);
            selects(x, cols, RowSelection.of(BATCH, 1, 4, 9), 1, 4, 9);
            selects(x, cols, RowSelection.of(BATCH, 3), 3);
            selects(x, cols, RowSelection.of(BATCH));
            selects(x, cols, RowSelection.all(BATCH), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    private void selects(float[] x, int cols, RowSelection selection, int... rows) {
        float[] y =
                OneCall.run(
                        backend,
                        BATCH,
                        (_, call) -> call.rows(OneCall.tensor(call, 10, cols, x), selection));
        assertThat(y).hasSize(rows.length * cols);
        for (int i = 0; i < rows.length; i++) {
            assertThat(Bits.of(y, i * cols, (i + 1) * cols))
                    .isEqualTo(Bits.of(x, rows[i] * cols, (rows[i] + 1) * cols));
        }
    }

    @Test
    void allRowsAreTheTensorItself() {
        try (Backend opened = JvmBackends.open(backend, Threads.callerOnly());
                Call call = opened.begin(BATCH)) {
            Tensor x = OneCall.tensor(call, 10, 2, new float[20]);
            assertThat(call.rows(x, RowSelection.all(BATCH))).isSameAs(x);
        }
    }
}
