package dev.distil4j.kernels.cpu;

/** How wrong float arithmetic may be (Higham, Accuracy and Stability of Numerical Algorithms, 3). */
public final class FloatError {

    /** The unit roundoff: one operation's relative error at most. */
    public static final double U = 0x1p-24;

    /** The spacing of subnormal floats: what is lost where products underflow. */
    static final double TINY = Float.MIN_VALUE;

    private FloatError() {}

    /** γₙ = n·u / (1 - n·u): the relative error of n operations in a row at most. */
    public static double gamma(int n) {
        return n * U / (1 - n * U);
    }
}
