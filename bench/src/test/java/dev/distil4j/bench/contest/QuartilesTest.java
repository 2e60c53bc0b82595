package dev.distil4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuartilesTest {

    @Test
    void valuesNeedNoOrder() {
        assertThat(Quartiles.of(new double[] {5, 1, 4, 2, 3})).isEqualTo(new Quartiles(2, 3, 4));
    }

    @Test
    void betweenTwoValuesItIsInterpolated() {
        assertThat(Quartiles.of(new double[] {1, 2})).isEqualTo(new Quartiles(1.25, 1.5, 1.75));
    }

    @Test
    void oneValueHasNoSpread() {
        assertThat(Quartiles.of(new double[] {7})).isEqualTo(new Quartiles(7, 7, 7));
    }
}
