/**
 * The CPU backends: one walk over shared memory ({@link dev.distil4j.kernels.cpu.CpuCall}), two
 * arithmetics that stand beside each other, operation by operation.
 *
 * <ul>
 *   <li>{@link dev.distil4j.kernels.cpu.ScalarBackend} is the reference: float in, double
 *       accumulation, float out, loops as in a textbook.
 *   <li>{@link dev.distil4j.kernels.cpu.VectorBackend} computes the same with the JDK's Vector API.
 * </ul>
 *
 * <p>Every output element has one order of accumulation, so a result does not depend on how the
 * work was cut into chunks or on who computed them.
 */
@NullMarked
package dev.distil4j.kernels.cpu;

import org.jspecify.annotations.NullMarked;
