package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Linear;

/**
 * A fully connected layer in device memory.
 *
 * @param owner what it was prepared in
 * @param in length of an input row
 * @param out length of an output row
 * @param weight [out, in]
 * @param bias [out]
 */
record OpenClLinear(OpenClWeights owner, int in, int out, DeviceBuffer weight, DeviceBuffer bias)
        implements Linear {}
