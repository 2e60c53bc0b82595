package dev.distil4j.kernels.cpu;

import static dev.distil4j.kernels.cpu.VectorMultiplyAdd.multiplyAdd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Functions of a vector's lanes. Own polynomials, since the library ones differ between platforms;
 * minimax coefficients by weighted least squares (Lawson's algorithm), rounded to float. They are
 * summed by Estrin's scheme, halves side by side, since in Horner's each step waits for the last.
 *
 * <p>The coefficients are constants and not broadcast on the way: with some twenty broadcasts the
 * compiler gives up inlining in the middle of a function, which then makes objects.
 */
final class VectorMath {

    private static final FloatVector ZERO = all(0f);
    private static final FloatVector MINUS_HALF = all(-0.5f);
    private static final FloatVector ONE = all(1f);
    private static final FloatVector TWO = all(2f);

    /** 1.5·2²³: added to a small number it leaves the nearest integer in the low mantissa bits. */
    private static final FloatVector ROUND = all(0x1.8p23f);

    private static final FloatVector LOG2_E = all((float) (1 / Math.log(2)));

    private static final float LN2_HIGH = 0x1.62e4p-1f;

    /** -ln 2 in two parts; the first has zeros enough that n times it is exact. */
    private static final FloatVector MINUS_LN2_HIGH = all(-LN2_HIGH);

    private static final FloatVector MINUS_LN2_LOW = all((float) (LN2_HIGH - Math.log(2)));

    /** Here n is -127, which as an exponent makes 0: exp has left the normal floats. */
    private static final FloatVector EXP_UNDERFLOW = all(-88f);

    /** The bits of 1, to whose exponent n is added. */
    private static final IntVector ONE_BITS = ONE.reinterpretAsInts();

    private static final FloatVector EXP_4 = all(0.0013814464f);
    private static final FloatVector EXP_3 = all(0.008368781f);
    private static final FloatVector EXP_2 = all(0.04166839f);
    private static final FloatVector EXP_1 = all(0.1666652f);
    private static final FloatVector EXP_0 = all(0.49999994f);

    /** Here x·Φ(-x) has left the normal floats: -x²/2 is just above exp's underflow. */
    private static final FloatVector GELU_TAIL = all(13.266f);

    private static final FloatVector GELU_7 = all(-0.05115985f);
    private static final FloatVector GELU_6 = all(-0.0011761037f);
    private static final FloatVector GELU_5 = all(0.047209963f);
    private static final FloatVector GELU_4 = all(0.10232517f);
    private static final FloatVector GELU_3 = all(0.0860315f);
    private static final FloatVector GELU_2 = all(-0.19167057f);
    private static final FloatVector GELU_1 = all(-0.5957615f);
    private static final FloatVector GELU_0 = all(0.9999999f);

    /** tanh(x) is 1 in float from 9.2 on. */
    private static final FloatVector TANH_TAIL = all(10f);

    private static final FloatVector TANH_NEAR = all(0.625f);

    private static final FloatVector TANH_4 = all(-0.005717037f);
    private static final FloatVector TANH_3 = all(0.020650579f);
    private static final FloatVector TANH_2 = all(-0.053743497f);
    private static final FloatVector TANH_1 = all(0.13331491f);
    private static final FloatVector TANH_0 = all(-0.33333284f);

    private VectorMath() {}

    /** exp(x) for x up to 88, within 2 ulp; 0 below -87.7. */
    static FloatVector exp(FloatVector x) {
        return boundedExp(x.blend(EXP_UNDERFLOW, x.compare(LT, EXP_UNDERFLOW)));
    }

    /**
     * exp(x) for -88 ≤ x ≤ 88.
     *
     * <p>x = n·ln 2 + r with |r| ≤ ln 2 / 2, exp x = 2ⁿ·exp r, exp r = 1 + r + r²·q(r).
     */
    private static FloatVector boundedExp(FloatVector x) {
        FloatVector shifted = multiplyAdd(x, LOG2_E, ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = multiplyAdd(n, MINUS_LN2_HIGH, x);
        r = multiplyAdd(n, MINUS_LN2_LOW, r);
        FloatVector square = r.mul(r);
        FloatVector q = multiplyAdd(EXP_4, square, multiplyAdd(EXP_3, r, EXP_2));
        q = multiplyAdd(q, square, multiplyAdd(EXP_1, r, EXP_0));
        FloatVector p = multiplyAdd(q, square, r.add(ONE));
        // 2ⁿ is put together from bits: n stands at the low end of the shifted sum.
        IntVector scale = shifted.reinterpretAsInts().lanewise(LSHL, 23).add(ONE_BITS);
        return p.mul(scale.reinterpretAsFloats());
    }

    /**
     * x·Φ(x) = max(x, 0) - |x|·Φ(-|x|), within 2e-7 or one rounding of the result, whichever is
     * more.
     *
     * <p>a·Φ(-a) = u·S(u)·exp(-a²/2) with u = a / (a + 2), which maps a ≥ 0 to [0, 1) and makes S
     * a polynomial of degree 7.
     */
    static FloatVector gelu(FloatVector x) {
        FloatVector a = x.abs();
        a = a.blend(GELU_TAIL, GELU_TAIL.compare(LT, a));
        FloatVector u = a.div(a.add(TWO));
        FloatVector square = u.mul(u);
        FloatVector s76 = multiplyAdd(GELU_7, u, GELU_6);
        FloatVector s54 = multiplyAdd(GELU_5, u, GELU_4);
        FloatVector s32 = multiplyAdd(GELU_3, u, GELU_2);
        FloatVector s10 = multiplyAdd(GELU_1, u, GELU_0);
        FloatVector high = multiplyAdd(s76, square, s54);
        FloatVector low = multiplyAdd(s32, square, s10);
        FloatVector s = multiplyAdd(high, square.mul(square), low);
        FloatVector tail = u.mul(s).mul(boundedExp(a.mul(MINUS_HALF).mul(a)));
        return relu(x).sub(tail);
    }

    /** max(x, 0), NaN for NaN. */
    static FloatVector relu(FloatVector x) {
        return x.blend(ZERO, x.compare(LT, ZERO));
    }

    /**
     * tanh(x) within 4 ulp: an odd polynomial below 0.625, 1 - 2 / (exp(2|x|) + 1) beyond, where 1
     * is reached at 9.2.
     */
    static FloatVector tanh(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector clamped = a.blend(TANH_TAIL, TANH_TAIL.compare(LT, a));
        FloatVector e = boundedExp(clamped.add(clamped));
        FloatVector far = ONE.sub(TWO.div(e.add(ONE)));
        FloatVector square = a.mul(a);
        FloatVector p = multiplyAdd(TANH_4, square, TANH_3);
        p = multiplyAdd(p, square, TANH_2);
        p = multiplyAdd(p, square, TANH_1);
        p = multiplyAdd(p, square, TANH_0);
        FloatVector near = multiplyAdd(p.mul(square), a, a);
        FloatVector magnitude = far.blend(near, a.compare(LT, TANH_NEAR));
        return magnitude.blend(magnitude.neg(), x.compare(LT, ZERO));
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(Lanes.FLOATS, value);
    }
}
