package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.distil4j.kernels.JvmBackends;

import jdk.incubator.vector.FloatVector;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** The functions of lanes against double precision. */
final class VectorMathTest {

    /** A prime distance between the bits of neighbours: 5 million samples of [2⁻¹⁴⁹, 88]. */
    private static final int DISTANCE = 211;

    private final float[] lanes = new float[Lanes.COUNT];

    /** How far from an exact value a function may be. */
    private interface Bound {
        double at(double exact);
    }

    @BeforeEach
    void skipWithoutTheWidth() {
        JvmBackends.assumeWidthExists();
    }

    @Test
    void expIsWithinTwoUlpWhereSoftmaxUsesIt() {
        check(VectorMath::exp, Math::exp, -0f, -87f, e -> 2 * Math.ulp((float) e));
    }

    @Test
    void expIsWithinTwoUlpUpTo88() {
        check(VectorMath::exp, Math::exp, 0f, 88f, e -> 2 * Math.ulp((float) e));
    }

    @Test
    void expEndsInExactZero() {
        assertThat(at(VectorMath::exp, Float.NEGATIVE_INFINITY)).isEqualTo(0);
        assertThat(at(VectorMath::exp, -Float.MAX_VALUE)).isEqualTo(0);
        assertThat(at(VectorMath::exp, -87.7f)).isEqualTo(0);
        assertThat(at(VectorMath::exp, -87.32f)).isGreaterThan(Float.MIN_NORMAL);
        assertThat(at(VectorMath::exp, 0f)).isEqualTo(1);
        assertThat(at(VectorMath::exp, Float.NaN)).isNaN();
    }

    /** 2e-7, or half an ulp for the last rounding and 3e-8 for what it rounds. */
    static double geluBound(double exact) {
        return Math.max(2e-7, Math.ulp((float) exact) / 2 + 3e-8);
    }

    @Test
    void geluIsWithinItsBound() {
        check(VectorMath::gelu, NormalDistribution::gelu, 0f, 30f, VectorMathTest::geluBound);
        check(VectorMath::gelu, NormalDistribution::gelu, -0f, -30f, VectorMathTest::geluBound);
    }

    @Test
    void geluHasItsLimits() {
        assertThat(at(VectorMath::gelu, 0f)).isEqualTo(0);
        assertThat(at(VectorMath::gelu, -0f)).isEqualTo(-0f);
        assertThat(at(VectorMath::gelu, Float.POSITIVE_INFINITY))
                .isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(at(VectorMath::gelu, Float.NEGATIVE_INFINITY)).isZero();
        assertThat(at(VectorMath::gelu, Float.MAX_VALUE)).isEqualTo(Float.MAX_VALUE);
        assertThat(at(VectorMath::gelu, -Float.MAX_VALUE)).isZero();
        assertThat(at(VectorMath::gelu, Float.NaN)).isNaN();
    }

    @Test
    void tanhIsWithinFourUlp() {
        Bound bound = e -> 4 * Math.ulp((float) e);
        check(VectorMath::tanh, Math::tanh, 0f, 30f, bound);
        check(VectorMath::tanh, Math::tanh, -0f, -30f, bound);
    }

    @Test
    void tanhHasItsLimits() {
        assertThat(at(VectorMath::tanh, Float.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(at(VectorMath::tanh, Float.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(at(VectorMath::tanh, 0f)).isZero();
        assertThat(at(VectorMath::tanh, Float.NaN)).isNaN();
    }

    @Test
    void reluKeepsNanAndDropsTheNegative() {
        assertThat(at(VectorMath::relu, 3f)).isEqualTo(3);
        assertThat(at(VectorMath::relu, -3f)).isZero();
        assertThat(at(VectorMath::relu, Float.POSITIVE_INFINITY))
                .isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(at(VectorMath::relu, Float.NEGATIVE_INFINITY)).isZero();
        assertThat(at(VectorMath::relu, Float.NaN)).isNaN();
    }

    private float at(UnaryOperator<FloatVector> function, float x) {
        function.apply(FloatVector.broadcast(Lanes.FLOATS, x)).intoArray(lanes, 0);
        return lanes[Lanes.COUNT - 1];
    }

    /** Walks through the bits from {@code from} to {@code to}, of one sign: all exponents alike. */
    private void check(
            UnaryOperator<FloatVector> function,
            DoubleUnaryOperator exact,
            float from,
            float to,
            Bound bound) {
        float[] x = new float[Lanes.COUNT];
        int last = Float.floatToRawIntBits(to);
        int bits = Float.floatToRawIntBits(from);
        while (bits <= last) {
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                x[lane] = Float.intBitsToFloat(Math.min(bits, last));
                bits += DISTANCE;
            }
            function.apply(FloatVector.fromArray(Lanes.FLOATS, x, 0)).intoArray(lanes, 0);
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                double expected = exact.applyAsDouble(x[lane]);
                if (!(Math.abs(lanes[lane] - expected) <= bound.at(expected))) {
                    fail("f(%s) is %s, not %s", x[lane], lanes[lane], expected);
                }
            }
        }
    }
}
