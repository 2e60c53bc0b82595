package dev.distil4j.kernels;

/** A weight is finite, but too large for the type that it should be stored as. */
public final class WeightRangeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** The sentence names the matrix, the row, the value and the cure. */
    public WeightRangeException(String message) {
        super(message);
    }
}
