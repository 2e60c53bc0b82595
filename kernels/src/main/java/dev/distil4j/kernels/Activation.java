package dev.distil4j.kernels;

/** The function that a {@link Call#linear linear} operation applies to x·Wᵀ + b. */
public enum Activation {
    /** x. */
    IDENTITY,
    /** x·Φ(x) with the exact normal distribution function, not its tanh approximation. */
    GELU,
    /** max(x, 0). */
    RELU,
    /** tanh(x). */
    TANH
}
