/**
 * Workloads, the contenders of each, and a driver that measures them in turns: each in a JVM of its
 * own, the peak of the processor before and after, the order rotated from round to round.
 */
@NullMarked
package dev.distil4j.bench.contest;

import org.jspecify.annotations.NullMarked;
