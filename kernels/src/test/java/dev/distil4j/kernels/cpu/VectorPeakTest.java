package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.JvmBackends;

import org.junit.jupiter.api.Test;

class VectorPeakTest {

    /** x → x/2 + 1/2 settles at 1 in each of the twelve chains. */
    @Test
    void addsUpWhatItsChainsSettleAt() {
        JvmBackends.assumeWidthExists();
        assertThat(VectorPeak.run(0.5f)).isEqualTo(12f);
    }

    @Test
    void everyWidthDoesTheOperationsThatItSays() {
        JvmBackends.assumeWidthExists();
        assertThat(VectorPeak.FLOP % (2 * 12 * Lanes.COUNT)).isZero();
    }
}
