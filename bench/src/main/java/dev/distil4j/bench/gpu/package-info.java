/**
 * Speed on a GPU, measured on a machine without a JDK: what runs in the folder that {@code
 * bench/gpu/build} makes.
 */
@NullMarked
package dev.distil4j.bench.gpu;

import org.jspecify.annotations.NullMarked;
