package dev.distil4j.kernels;

/**
 * How long a device took for one kernel, from its first work-group to its last.
 *
 * @param kernel its name, such as {@code linear}
 */
public record KernelTime(String kernel, long nanos) {}
