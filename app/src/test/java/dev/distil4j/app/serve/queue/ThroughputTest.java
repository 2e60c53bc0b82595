package dev.distil4j.app.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class ThroughputTest {

    private final Throughput throughput = new Throughput(100);

    @Test
    void beforeAMeasurementNothingTakesTime() {
        assertThat(throughput.seconds(1_000_000)).isZero();
    }

    @Test
    void aFirstMeasurementIsBelieved() {
        throughput.computed(100, TimeUnit.SECONDS.toNanos(2));
        assertThat(throughput.seconds(500)).isEqualTo(10);
    }

    @Test
    void oldMeasurementsAreForgotten() {
        throughput.computed(100, TimeUnit.SECONDS.toNanos(50));
        for (int batch = 0; batch < 100; batch++) {
            throughput.computed(100, TimeUnit.SECONDS.toNanos(1));
        }
        assertThat(throughput.seconds(100)).isCloseTo(1, within(0.01));
    }

    @Test
    void smallBatchesSayLittle() {
        throughput.computed(100, TimeUnit.SECONDS.toNanos(1));
        throughput.computed(1, TimeUnit.SECONDS.toNanos(1));
        assertThat(throughput.seconds(101)).isCloseTo(2, within(0.01));
    }
}
