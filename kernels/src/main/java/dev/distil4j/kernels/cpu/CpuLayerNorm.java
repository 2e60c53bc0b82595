package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.LayerNorm;

/**
 * A layer normalisation in host memory.
 *
 * @param owner what it was prepared in
 * @param weight [dim]
 * @param bias [dim]
 */
@SuppressWarnings("ArrayRecordComponent") // a view of weights, never compared
record CpuLayerNorm(CpuWeights owner, float[] weight, float[] bias, float eps)
        implements LayerNorm {
    @Override
    public int dim() {
        return weight.length;
    }
}
