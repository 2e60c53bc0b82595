package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class MatrixTest {

    private final Matrix top = Matrix.of(2, 3, new float[] {0, 1, 2, 3, 4, 5});
    private final Matrix bottom = Matrix.of(1, 3, new float[] {6, 7, 8});

    @Test
    void readsAnyPieceToAnyPlace() {
        float[] into = new float[5];
        top.read(2, into, 1, 3);
        assertThat(into).containsExactly(0, 2, 3, 4, 0);
    }

    @Test
    void stackedRowsFollowEachOtherAcrossTheSeam() {
        Matrix stack = Matrix.stack(top, bottom);
        assertThat(stack.rows()).isEqualTo(3);
        assertThat(stack.cols()).isEqualTo(3);
        for (int from = 0; from <= 9; from++) {
            for (int to = from; to <= 9; to++) {
                float[] piece = new float[to - from];
                stack.read(from, piece, 0, to - from);
                for (int i = from; i < to; i++) {
                    assertThat(piece[i - from]).isEqualTo(i);
                }
            }
        }
    }

    @Test
    void readsNothingOutside() {
        Matrix stack = Matrix.stack(top, bottom);
        for (Matrix matrix : new Matrix[] {top, stack}) {
            int size = matrix.rows() * matrix.cols();
            outside(matrix, -1, new float[9], 0, 1);
            outside(matrix, size - 1, new float[9], 0, 2);
            outside(matrix, 1L << 32, new float[9], 0, 1);
            outside(matrix, 0, new float[2], 1, 2);
        }
    }

    private static void outside(Matrix matrix, long from, float[] into, int at, int count) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> matrix.read(from, into, at, count));
    }

    @Test
    void valuesThatDoNotFillTheShapeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.of(2, 3, new float[5]))
                .withMessage("2 x 3 values expected, 5 given");
        // As an int the product would be 0.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.of(1 << 16, 1 << 16, new float[0]))
                .withMessage("65536 x 65536 values expected, 0 given");
    }

    @Test
    void rowsOfOtherLengthsDoNotStack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.stack(top, Matrix.of(1, 2, new float[2])))
                .withMessage("rows of 3 and of 2 values do not stack");
    }
}
