/**
 * The arithmetic of an encoder behind one small interface.
 *
 * <p>A {@link dev.distil4j.kernels.Backend} prepares {@linkplain dev.distil4j.kernels.Weights
 * weights} once and answers any number of concurrent {@linkplain dev.distil4j.kernels.Call calls}.
 * A call walks a model over a packed {@link dev.distil4j.kernels.TokenBatch} in a handful of fused
 * operations; nothing here knows which model that is.
 */
@NullMarked
package dev.distil4j.kernels;

import org.jspecify.annotations.NullMarked;
