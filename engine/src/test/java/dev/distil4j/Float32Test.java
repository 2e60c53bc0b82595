package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What equal, infinite and missing numbers do; the order of sums is numpy's, in the goldens. */
class Float32Test {

    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

    private static int argmax(float... scores) {
        return Float32.argmax(scores);
    }

    @Test
    void theLargestIsFoundWhereverItIs() {
        assertThat(argmax(3)).isZero();
        assertThat(argmax(3, 2, 1)).isZero();
        assertThat(argmax(1, 3, 2)).isEqualTo(1);
        assertThat(argmax(1, 2, 3)).isEqualTo(2);
        assertThat(argmax(-3, -1, -2)).isEqualTo(1);
    }

    @Test
    void theFirstOfEqualOnesIsTheLargest() {
        assertThat(argmax(1, 1, 1)).isZero();
        assertThat(argmax(0, 2, 2, 1)).isEqualTo(1);
        assertThat(argmax(-0f, 0f)).isZero();
        assertThat(argmax(0f, -0f)).isZero();
    }

    @Test
    void infinitiesAreNumbers() {
        assertThat(argmax(1, INF, 2, INF)).isEqualTo(1);
        assertThat(argmax(-INF, -INF)).isZero();
        assertThat(argmax(-INF, -Float.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void theFirstThatIsNoNumberIsTheLargest() {
        assertThat(argmax(NAN, 1)).isZero();
        assertThat(argmax(1, 2, NAN, 3, NAN)).isEqualTo(2);
        assertThat(argmax(INF, NAN)).isEqualTo(1);
    }
}
