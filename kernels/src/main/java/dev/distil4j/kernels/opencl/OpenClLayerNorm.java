package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.LayerNorm;

/**
 * A layer normalisation in device memory.
 *
 * @param owner what it was prepared in
 * @param weight [dim]
 * @param bias [dim]
 */
record OpenClLayerNorm(
        OpenClWeights owner, int dim, DeviceBuffer weight, DeviceBuffer bias, float eps)
        implements LayerNorm {}
