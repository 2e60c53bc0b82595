package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.LayerNorm;

/**
 * A layer normalisation in host memory.
 *
 * @param weight [dim]
 * @param bias [dim]
 */
@SuppressWarnings("ArrayRecordComponent") // a view of weights, never compared
record CpuLayerNorm(float[] weight, float[] bias, float eps) implements LayerNorm {
    @Override
    public int dim() {
        return weight.length;
    }
}
