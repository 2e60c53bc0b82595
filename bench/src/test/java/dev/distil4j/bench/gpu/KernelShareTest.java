package dev.distil4j.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.kernels.KernelTime;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** Where a run's time goes, and what part of it the machine would need at best. */
final class KernelShareTest {

    private static final ForwardWork ONE = new ForwardWork(8, 2, 34, 4);
    private static final ForwardWork OTHER = new ForwardWork(5, 1, 25, 4);

    private static final JsonNode ROOF =
            JsonMapper.shared().readTree("{\"fp32\": 50, \"fp16\": 500, \"copy\": 4000}");

    private static KernelShare share(String engine, double millis, double flop, double bytes) {
        return new KernelShare(engine, "128x8", "linear", 38, millis, flop, bytes);
    }

    @Test
    void launchesOfAKernelAreAddedUpAndHeldAgainstTheWorkOfAllBatches() {
        List<KernelShare> shares =
                KernelShare.of(
                        "distil4j-F32",
                        "sst2",
                        List.of(ONE, OTHER),
                        List.of(
                                new KernelTime("linear", 1_500_000),
                                new KernelTime("embed", 20_000),
                                new KernelTime("linear", 500_000),
                                new KernelTime("linear", 250_000)));
        assertThat(shares)
                .containsExactly(
                        new KernelShare(
                                "distil4j-F32",
                                "sst2",
                                "embed",
                                1,
                                0.02,
                                0,
                                ONE.bytes("embed") + OTHER.bytes("embed")),
                        new KernelShare(
                                "distil4j-F32",
                                "sst2",
                                "linear",
                                3,
                                2.25,
                                ONE.flop("linear") + OTHER.flop("linear"),
                                ONE.bytes("linear") + OTHER.bytes("linear")));
    }

    /** 1 TFLOP at 50 TFLOP/s takes 20 ms, 4 GB at 4,000 GB/s take 1 ms. */
    @Test
    void theRooflineIsTheSlowerOfComputingAndMoving() {
        assertThat(share("", 40, 1e12, 4e9).roofline(50, 4000)).isCloseTo(0.5, within(1e-9));
        assertThat(share("", 40, 1e9, 4e9).roofline(50, 4000)).isCloseTo(0.025, within(1e-9));
        assertThat(share("", 2, 0, 4e9).roofline(50, 4000)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aLineOfJsonIsReadBack() {
        KernelShare share = share("distil4j-F16", 1.25, 3, 4);
        assertThat(KernelShare.of(share.json())).isEqualTo(share);
    }

    @Test
    void aRowHoldsEachPrecisionAgainstItsOwnRoof() {
        assertThat(KernelTable.row(share("distil4j-F32", 40, 1e12, 1), ROOF))
                .isEqualTo("| 128x8 | distil4j-F32 | linear | 38 | 40.0000 | 0.50 |");
        assertThat(KernelTable.row(share("distil4j-F16", 40, 1e12, 1), ROOF))
                .isEqualTo("| 128x8 | distil4j-F16 | linear | 38 | 40.0000 | 0.05 |");
    }

    @Test
    void withoutARoofOrAKnownAmountOfWorkNoShareIsGiven() {
        JsonNode none = JsonMapper.shared().readTree("{}").path("roof");
        assertThat(KernelTable.row(share("distil4j-F32", 40, 1e12, 1), none))
                .endsWith("| 40.0000 |  |");
        assertThat(KernelTable.row(share("distil4j-F32", 40, 0, 0), ROOF))
                .endsWith("| 40.0000 |  |");
    }
}
