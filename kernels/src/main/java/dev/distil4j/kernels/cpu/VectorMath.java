package dev.distil4j.kernels.cpu;

import static dev.distil4j.kernels.cpu.MultiplyAdd.multiplyAdd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/**
 * Functions of a vector's lanes. Own polynomials, since the library ones differ between platforms;
 * minimax coefficients by weighted least squares (Lawson's algorithm), rounded to float.
 */
final class VectorMath {

    /** 1.5·2²³: added to a small number it leaves the nearest integer in the low mantissa bits. */
    private static final float ROUND = 0x1.8p23f;

    private static final float LOG2_E = (float) (1 / Math.log(2));

    /** ln 2 in two parts; the first has zeros enough that n times it is exact. */
    private static final float LN2_HIGH = 0x1.62e4p-1f;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    /** Below this exp is under the smallest normal float, and 0 here. */
    private static final float EXP_UNDERFLOW = -87.33f;

    /** Beyond this x·Φ(-x) is 0 in float. */
    private static final float GELU_TAIL = 14f;

    private VectorMath() {}

    /**
     * exp(x) for x up to 88, within 2 ulp; 0 below {@value #EXP_UNDERFLOW}.
     *
     * <p>x = n·ln 2 + r with |r| ≤ ln 2 / 2, exp x = 2ⁿ·exp r, exp r = 1 + r + r²·q(r).
     */
    static FloatVector exp(FloatVector x) {
        var underflow = x.compare(LT, EXP_UNDERFLOW);
        FloatVector clamped = x.blend(EXP_UNDERFLOW, underflow);
        FloatVector shifted = multiplyAdd(clamped, broadcast(LOG2_E), broadcast(ROUND));
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = multiplyAdd(n, broadcast(-LN2_HIGH), clamped);
        r = multiplyAdd(n, broadcast(-LN2_LOW), r);
        FloatVector q = broadcast(0.0013814464f);
        q = multiplyAdd(q, r, broadcast(0.008368781f));
        q = multiplyAdd(q, r, broadcast(0.04166839f));
        q = multiplyAdd(q, r, broadcast(0.1666652f));
        q = multiplyAdd(q, r, broadcast(0.49999994f));
        FloatVector p = multiplyAdd(multiplyAdd(q, r, broadcast(1f)), r, broadcast(1f));
        // 2ⁿ is put together from bits: n stands at the low end of the shifted sum.
        FloatVector scale =
                shifted.reinterpretAsInts()
                        .lanewise(LSHL, 23)
                        .add(Float.floatToRawIntBits(1f))
                        .reinterpretAsFloats();
        return p.mul(scale).blend(0f, underflow);
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
        a = a.blend(GELU_TAIL, broadcast(GELU_TAIL).compare(LT, a));
        FloatVector u = a.div(a.add(2f));
        FloatVector s = broadcast(-0.05115985f);
        s = multiplyAdd(s, u, broadcast(-0.0011761037f));
        s = multiplyAdd(s, u, broadcast(0.047209963f));
        s = multiplyAdd(s, u, broadcast(0.10232517f));
        s = multiplyAdd(s, u, broadcast(0.0860315f));
        s = multiplyAdd(s, u, broadcast(-0.19167057f));
        s = multiplyAdd(s, u, broadcast(-0.5957615f));
        s = multiplyAdd(s, u, broadcast(0.9999999f));
        FloatVector tail = u.mul(s).mul(exp(a.mul(a).mul(-0.5f)));
        return relu(x).sub(tail);
    }

    /** max(x, 0), NaN for NaN. */
    static FloatVector relu(FloatVector x) {
        return x.blend(0f, x.compare(LT, 0f));
    }

    /**
     * tanh(x) within 4 ulp: an odd polynomial below 0.625, 1 - 2 / (exp(2|x|) + 1) beyond, where 1
     * is reached at 9.2.
     */
    static FloatVector tanh(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector clamped = a.blend(10f, broadcast(10f).compare(LT, a));
        FloatVector e = exp(clamped.add(clamped));
        FloatVector far = broadcast(1f).sub(broadcast(2f).div(e.add(1f)));
        FloatVector square = a.mul(a);
        FloatVector p = broadcast(-0.005717037f);
        p = multiplyAdd(p, square, broadcast(0.020650579f));
        p = multiplyAdd(p, square, broadcast(-0.053743497f));
        p = multiplyAdd(p, square, broadcast(0.13331491f));
        p = multiplyAdd(p, square, broadcast(-0.33333284f));
        FloatVector near = multiplyAdd(p.mul(square), a, a);
        FloatVector magnitude = far.blend(near, a.compare(LT, 0.625f));
        return magnitude.blend(magnitude.neg(), x.compare(LT, 0f));
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(Lanes.FLOATS, value);
    }
}
