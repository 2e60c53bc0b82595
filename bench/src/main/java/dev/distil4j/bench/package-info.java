/** Benchmarks. What they measured, with the command and the machine, is in bench/RESULTS.md. */
@NullMarked
package dev.distil4j.bench;

import org.jspecify.annotations.NullMarked;
