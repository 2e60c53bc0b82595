package dev.distil4j.app.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BatchTimesTest {

    private final BatchTimes times = new BatchTimes(100);

    private void computed(long tokens, double seconds) {
        times.computed(tokens, Math.round(seconds * 1e9));
    }

    @Test
    void beforeAMeasurementNothingTakesTime() {
        assertThat(times.seconds(1_000_000, 1000)).isZero();
    }

    @Test
    void aFirstMeasurementIsBelieved() {
        computed(100, 2);
        assertThat(times.seconds(500, 5)).isCloseTo(10, within(1e-9));
    }

    @Test
    void batchesOfOneSizeSayNothingOfASlope() {
        computed(100, 2);
        computed(100, 4);
        computed(101, 1);
        assertThat(times.seconds(200, 1)).isCloseTo(2 * times.seconds(100, 1), within(1e-9));
    }

    @Test
    void whatABatchTakesByItselfIsToldFromWhatItsTokensTake() {
        computed(10, 1 + 0.1);
        computed(50, 1 + 0.5);
        computed(100, 1 + 1.0);
        assertThat(times.seconds(80, 1)).isCloseTo(1.8, within(1e-6));
        assertThat(times.seconds(200, 2)).isCloseTo(4, within(1e-6));
    }

    @Test
    void aLargeBatchTakesNoLessThanASmallOne() {
        computed(10, 5);
        computed(100, 1);
        assertThat(times.seconds(100, 1)).isEqualTo(times.seconds(10, 1)).isPositive();
    }

    @Test
    void noBatchTakesLessThanItsTokens() {
        computed(50, 0.1);
        computed(100, 3);
        assertThat(times.seconds(0, 1)).isZero();
        assertThat(times.seconds(100, 1)).isPositive();
    }

    @Test
    void aTimeHasRoomForTheTokensThatTakeIt() {
        assertThat(times.tokens(1)).as("nothing is known").isEqualTo(Long.MAX_VALUE);
        computed(10, 1 + 0.1);
        computed(50, 1 + 0.5);
        computed(100, 1 + 1.0);
        assertThat(times.tokens(times.surely(1.705))).isEqualTo(70);
        assertThat(times.tokens(0.9)).as("not even time for an empty batch").isZero();
    }

    @Test
    void howSureATimeIsDependsOnHowMuchTheyDiffer() {
        for (int batch = 0; batch < 100; batch++) {
            computed(100, 1);
        }
        assertThat(times.surely(1)).as("there is always some margin").isEqualTo(1.4);
        for (int batch = 0; batch < 100; batch++) {
            computed(100, batch % 2 == 0 ? 0.875 : 1.125);
        }
        assertThat(times.surely(1)).as("about half").isCloseTo(1.5, within(0.1));
        for (int batch = 0; batch < 100; batch++) {
            computed(100, batch % 2 == 0 ? 0.1 : 1.9);
        }
        assertThat(times.surely(1)).isEqualTo(2);
    }

    @Test
    void tokensThatTakeNoTimeFitIntoAny() {
        computed(10, 5);
        computed(100, 5);
        assertThat(times.tokens(times.surely(6))).isEqualTo(Long.MAX_VALUE);
        assertThat(times.tokens(times.surely(4))).isZero();
    }

    @Test
    void oldMeasurementsAreForgotten() {
        computed(100, 50);
        for (int batch = 0; batch < 100; batch++) {
            computed(100, 1);
        }
        assertThat(times.seconds(100, 1)).isCloseTo(1, within(0.01));
    }
}
