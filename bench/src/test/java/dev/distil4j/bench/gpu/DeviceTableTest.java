package dev.distil4j.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.bench.contest.Quartiles;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Sequences a second, and ours over the peer's. */
final class DeviceTableTest {

    private static DeviceTiming timing(String engine, String workload, double millis) {
        return new DeviceTiming(
                engine, workload, 128, 16384, new Quartiles(millis - 1, millis, millis + 1), 9);
    }

    @Test
    void everyPeerIsHeldAgainstEachOfOursInTheSameWorkload() {
        assertThat(
                        DeviceTable.of(
                                List.of(
                                        timing("distil4j-F32", "128x128", 64),
                                        timing("distil4j-F16", "128x128", 16),
                                        timing("pytorch-fp32", "128x128", 32))))
                .isEqualTo(
                        """
                        | workload | engine | ms (quartiles) | sequences/s | distil4j-F32 / it | distil4j-F16 / it |
                        |---|---|---|---|---|---|
                        | 128x128 | distil4j-F32 | 64.0 (63.0–65.0) | 2000.0 |  |  |
                        | 128x128 | distil4j-F16 | 16.0 (15.0–17.0) | 8000.0 |  |  |
                        | 128x128 | pytorch-fp32 | 32.0 (31.0–33.0) | 4000.0 | 0.50 | 2.00 |
                        """);
    }

    @Test
    void aPeerThatSortsByLengthIsHeldAgainstTheWorkloadAsItWasGiven() {
        assertThat(
                        DeviceTable.of(
                                List.of(
                                        timing("distil4j-F32", "sst2", 64),
                                        timing("pytorch-fp32", "sst2:sorted", 128))))
                .endsWith("| sst2:sorted | pytorch-fp32 | 128 (127–129) | 1000.0 | 2.00 |\n");
    }

    @Test
    void aLineOfJsonIsReadBack() {
        DeviceTiming timing = timing("distil4j-F16", "128x1", 2);
        assertThat(DeviceTiming.of(timing.json())).isEqualTo(timing);
    }
}
