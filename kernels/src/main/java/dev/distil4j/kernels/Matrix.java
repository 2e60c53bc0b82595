package dev.distil4j.kernels;

import java.util.Objects;

/**
 * A matrix of float32 on the host, rows after rows, that can be read piece by piece: what a backend
 * prepares its weights from. It may lie in a mapped file and be of another type there. What
 * {@code toString} returns is what errors call it.
 */
public interface Matrix {
    int rows();

    int cols();

    /**
     * Copies {@code count} values, beginning with the value {@code from} of the row-major order,
     * to {@code into[at…]}.
     *
     * @throws IndexOutOfBoundsException if a value lies outside the matrix or the array
     */
    void read(long from, float[] into, int at, int count);

    /** The matrix whose row-major values are {@code values}, which is not copied. */
    static Matrix of(int rows, int cols, float[] values) {
        if ((long) rows * cols != values.length) {
            throw new IllegalArgumentException(
                    "%d x %d values expected, %d given".formatted(rows, cols, values.length));
        }
        return new Matrix() {
            @Override
            public int rows() {
                return rows;
            }

            @Override
            public int cols() {
                return cols;
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                Objects.checkFromIndexSize(from, count, values.length);
                System.arraycopy(values, (int) from, into, at, count);
            }

            @Override
            public String toString() {
                return "a matrix of %d x %d".formatted(rows, cols);
            }
        };
    }

    /** The rows of {@code top} followed by those of {@code bottom}. */
    static Matrix stack(Matrix top, Matrix bottom) {
        if (top.cols() != bottom.cols()) {
            throw new IllegalArgumentException(
                    "rows of %d and of %d values do not stack"
                            .formatted(top.cols(), bottom.cols()));
        }
        long seam = (long) top.rows() * top.cols();
        return new Matrix() {
            @Override
            public int rows() {
                return top.rows() + bottom.rows();
            }

            @Override
            public int cols() {
                return top.cols();
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                int above = Math.clamp(seam - from, 0, count);
                if (above > 0) {
                    top.read(from, into, at, above);
                }
                if (above < count) {
                    bottom.read(from + above - seam, into, at + above, count - above);
                }
            }

            @Override
            public String toString() {
                return top + " and " + bottom;
            }
        };
    }
}
