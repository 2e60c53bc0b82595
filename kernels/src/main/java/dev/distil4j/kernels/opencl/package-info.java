/**
 * Encoders on a GPU, or whatever else OpenCL 1.2 reaches.
 *
 * <p>The backend is a twin of those of a CPU: the same operations by the same names in the same
 * order. {@link dev.distil4j.kernels.opencl.OpenClCall} checks shapes as {@code CpuCall} does and
 * enqueues each operation to a {@link dev.distil4j.kernels.opencl.Lane}, the in-order queue of the
 * running call; one {@link dev.distil4j.kernels.opencl.Program} stands for each operation and knows
 * its kernel, which is a resource of its own beside this package's classes.
 *
 * <p>Only this package touches JOCL.
 */
@NullMarked
package dev.distil4j.kernels.opencl;

import org.jspecify.annotations.NullMarked;
