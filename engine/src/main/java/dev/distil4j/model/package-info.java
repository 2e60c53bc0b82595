/**
 * The models themselves, written once over the operations of {@link dev.distil4j.kernels.Call}: the
 * encoder and, on top of it, the heads. Nothing here knows a file format or an instruction set.
 */
@NullMarked
package dev.distil4j.model;

import org.jspecify.annotations.NullMarked;
