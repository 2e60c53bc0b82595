package dev.distil4j.kernels.cpu;

import static dev.distil4j.kernels.cpu.VectorMultiplyAdd.multiplyAdd;

import jdk.incubator.vector.FloatVector;

/** Layer normalisation of rows, with or without a residual added first. */
final class VectorLayerNorm {

    private VectorLayerNorm() {}

    /** y = LayerNorm(x + residual), rows {@code from} to {@code to} of [rows, dim]. */
    static void addNorm(
            float[] x,
            float[] residual,
            int from,
            int to,
            CpuLayerNorm norm,
            float[] y,
            float[] lanes) {
        int dim = norm.dim();
        int bound = Lanes.FLOATS.loopBound(dim);
        for (int r = from; r < to; r++) {
            int row = r * dim;
            for (int c = 0; c < bound; c += Lanes.COUNT) {
                FloatVector left = FloatVector.fromArray(Lanes.FLOATS, x, row + c);
                left.add(FloatVector.fromArray(Lanes.FLOATS, residual, row + c))
                        .intoArray(y, row + c);
            }
            for (int c = bound; c < dim; c++) {
                y[row + c] = x[row + c] + residual[row + c];
            }
            normalize(y, row, norm, lanes);
        }
    }

    /** y = LayerNorm(x), rows {@code from} to {@code to} of [rows, dim]. */
    static void norm(float[] x, int from, int to, CpuLayerNorm norm, float[] y, float[] lanes) {
        int dim = norm.dim();
        System.arraycopy(x, from * dim, y, from * dim, (to - from) * dim);
        for (int r = from; r < to; r++) {
            normalize(y, r * dim, norm, lanes);
        }
    }

    /**
     * (x - mean) / √(variance + eps) · weight + bias of one row, in place.
     *
     * <p>The mean is corrected by the mean of what is left: a row of nearly equal values has a tiny
     * variance, whose root would blow the rounding of a plain mean up.
     */
    static void normalize(float[] x, int row, CpuLayerNorm norm, float[] lanes) {
        int dim = norm.dim();
        float mean = sum(x, row, dim, 0, lanes) / dim;
        mean += sum(x, row, dim, mean, lanes) / dim;
        float variance = squares(x, row, dim, mean, lanes) / dim;
        float scale = (float) (1 / Math.sqrt(variance + norm.eps()));
        float[] weight = norm.weight();
        float[] bias = norm.bias();
        int bound = Lanes.FLOATS.loopBound(dim);
        for (int c = 0; c < bound; c += Lanes.COUNT) {
            FloatVector normal =
                    FloatVector.fromArray(Lanes.FLOATS, x, row + c).sub(mean).mul(scale);
            multiplyAdd(
                            normal,
                            FloatVector.fromArray(Lanes.FLOATS, weight, c),
                            FloatVector.fromArray(Lanes.FLOATS, bias, c))
                    .intoArray(x, row + c);
        }
        for (int c = bound; c < dim; c++) {
            x[row + c] = multiplyAdd((x[row + c] - mean) * scale, weight[c], bias[c]);
        }
    }

    /** Σ(x - shift). */
    private static float sum(float[] x, int row, int dim, float shift, float[] lanes) {
        FloatVector sums = FloatVector.zero(Lanes.FLOATS);
        int bound = Lanes.FLOATS.loopBound(dim);
        for (int c = 0; c < bound; c += Lanes.COUNT) {
            sums = sums.add(FloatVector.fromArray(Lanes.FLOATS, x, row + c).sub(shift));
        }
        float sum = Lanes.sum(sums, lanes);
        for (int c = bound; c < dim; c++) {
            sum += x[row + c] - shift;
        }
        return sum;
    }

    private static float squares(float[] x, int row, int dim, float mean, float[] lanes) {
        FloatVector sums = FloatVector.zero(Lanes.FLOATS);
        int bound = Lanes.FLOATS.loopBound(dim);
        for (int c = 0; c < bound; c += Lanes.COUNT) {
            FloatVector deviation = FloatVector.fromArray(Lanes.FLOATS, x, row + c).sub(mean);
            sums = multiplyAdd(deviation, deviation, sums);
        }
        float sum = Lanes.sum(sums, lanes);
        for (int c = bound; c < dim; c++) {
            sum = multiplyAdd(x[row + c] - mean, x[row + c] - mean, sum);
        }
        return sum;
    }
}
