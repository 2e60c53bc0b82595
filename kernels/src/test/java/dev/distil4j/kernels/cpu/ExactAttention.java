package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;

import java.util.Arrays;

/**
 * Attention in double precision, with its error in float.
 *
 * @param q [queries, dim]
 * @param kv [total, 2·dim]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ExactAttention(TokenBatch batch, int heads, int headDim, float[] q, float[] kv) {

    private static final double U = FloatError.U;

    public Exact over(RowSelection queries) {
        int dim = heads * headDim;
        double[] values = new double[queries.count() * dim];
        double[] bounds = new double[queries.count() * dim];
        for (int s = 0; s < batch.sequences(); s++) {
            for (int i = queries.start(s); i < queries.start(s + 1); i++) {
                for (int head = 0; head < heads; head++) {
                    mix(s, i, head * headDim, values, bounds);
                }
            }
        }
        return new Exact(values, bounds);
    }

    /**
     * One query of one head.
     *
     * <p>A score s is off by δ = γ_headDim₊₃·Σ|q·k|/√headDim, and s - max by u·|s - max| more; exp
     * makes factors of both and adds 2 ulp, 4u at most. A weight and the sum that divides it may err
     * in opposite directions: the factor e^(δ + max δ)·(1 + 4u)²·(1 + γ_length₊₂). The mix of values
     * adds γ_length, and loses weights below the smallest normal float.
     *
     * <p>An online softmax over tiles of 32 keys or more multiplies what it has, after each tile but
     * the last, by an exp and rounds: 6u for the mix and 6u for the sum. Adding up tile by tile, it
     * has spared its sum more than that of γ_length₊₂.
     */
    private void mix(int s, int i, int column, double[] values, double[] bounds) {
        int dim = heads * headDim;
        int length = batch.length(s);
        int first = batch.starts()[s];
        double[] score = new double[length];
        double[] error = new double[length];
        for (int j = 0; j < length; j++) {
            double magnitude = 0;
            for (int c = column + headDim - 1; c >= column; c--) {
                double product = (double) q[i * dim + c] * kv[(first + j) * 2 * dim + c];
                score[j] += product / Math.sqrt(headDim);
                magnitude += Math.abs(product) / Math.sqrt(headDim);
            }
            error[j] = FloatError.gamma(headDim + 3) * magnitude;
        }
        double max = Arrays.stream(score).max().orElseThrow();
        double shift = 2 * Arrays.stream(error).max().orElseThrow();
        double sum = 0;
        for (int j = 0; j < length; j++) {
            error[j] += U * (max - score[j] + shift);
            sum += Math.exp(score[j] - max);
        }
        double worst = Arrays.stream(error).max().orElseThrow();
        double arithmetic =
                (1 + 4 * U)
                        * (1 + 4 * U)
                        * (1 + FloatError.gamma(length + 2))
                        * (1 + FloatError.gamma(length));
        for (int c = column; c < column + headDim; c++) {
            for (int j = 0; j < length; j++) {
                double v = kv[(first + j) * 2 * dim + dim + c];
                double weight = Math.exp(score[j] - max) / sum;
                double factor = Math.exp(error[j] + worst) * arithmetic;
                values[i * dim + c] += weight * v;
                bounds[i * dim + c] += Math.abs(v) * (weight * (factor - 1) + Float.MIN_NORMAL);
            }
        }
    }
}
