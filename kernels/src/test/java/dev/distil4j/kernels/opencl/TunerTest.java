package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every shape gets tiles that the device has room for, and every candidate's fate is told. */
@Tag("opencl")
final class TunerTest {

    private static final List<ProductConfig> PRODUCTS =
            List.of(ProductConfig.SMALL, ProductConfig.MEDIUM);

    private static final List<MmaConfig> MMA = List.of(MmaConfig.SMALL, MmaConfig.MEDIUM);

    private static final List<Tuner.Layer> LAYERS = List.of(new Tuner.Layer(64, 96));

    private final List<String> told = new ArrayList<>();

    private static Tuner tuner(OpenClDevice device, HalfProducts halves, int... rows) {
        return new Tuner(device, halves.cores(), LAYERS, Arrays.stream(rows).boxed().toList());
    }

    @Test
    void everyShapeIsTimedWithTheCandidatesThatSuitIt() {
        var best = tuner(TestDevice.get(), HalfProducts.PORTABLE, 1, 40).best(PRODUCTS, told::add);
        assertThat(best)
                .containsOnlyKeys(new Shape(1, 64, 96), new Shape(40, 64, 96))
                .allSatisfy((_, timed) -> assertThat(timed.nanos()).isPositive());
        assertThat(best.get(new Shape(1, 64, 96)).tiles()).isEqualTo(ProductConfig.SMALL);
        assertThat(told)
                .containsExactly(
                        "tiles 1 of 2, 16x8x64 by 1x1: timed",
                        "tiles 2 of 2, 64x64x16 by 4x4: timed");
    }

    @Test
    void whatTheDeviceHasNoRoomForIsLeftOut() {
        var best =
                tuner(TestDevice.withWorkGroups(1 << 20, 128), HalfProducts.PORTABLE, 1000)
                        .best(PRODUCTS, told::add);
        assertThat(best.values())
                .extracting(Tuner.Timed::tiles)
                .containsExactly(ProductConfig.SMALL);
        assertThat(told)
                .containsExactly(
                        "tiles 1 of 2, 16x8x64 by 1x1: timed",
                        "tiles 2 of 2, 64x64x16 by 4x4: the device has no room for them");
    }

    @Test
    void tensorCoresAreTunedWithTilesOfTheirOwn() {
        var best =
                tuner(TestDevice.get(), HalfProducts.TENSOR_CORES, 8, 16)
                        .bestOnTensorCores(MMA, told::add);
        assertThat(best)
                .containsOnlyKeys(new Shape(8, 64, 96), new Shape(16, 64, 96))
                .allSatisfy((_, timed) -> assertThat(timed.nanos()).isPositive());
        assertThat(best.get(new Shape(8, 64, 96)).tiles()).isEqualTo(MmaConfig.SMALL);
        assertThat(told)
                .containsExactly(
                        "tiles 1 of 2, 16x32x64 by 16x16 in 4 stages: timed",
                        "tiles 2 of 2, 64x64x32 by 32x32 in 4 stages: timed");
    }

    /** One byte less than the larger tiles need. */
    @Test
    void tensorCoresGetNoTilesThatTheDeviceHasNoRoomFor() {
        var best =
                tuner(
                                TestDevice.withWorkGroups((32 << 10) - 1, 1024),
                                HalfProducts.TENSOR_CORES,
                                64)
                        .bestOnTensorCores(MMA, told::add);
        assertThat(best.values()).extracting(Tuner.Timed::tiles).containsExactly(MmaConfig.SMALL);
        assertThat(told)
                .last()
                .isEqualTo(
                        "tiles 2 of 2, 64x64x32 by 32x32 in 4 stages: the device has no room for"
                                + " them");
    }

    @Test
    void whereTensorCoresAreNotUsedTheReasonIsToldAndNothingTuned() {
        assertThat(
                        new Tuner(TestDevice.get(), TensorCores.PTX, LAYERS, List.of(16))
                                .bestOnTensorCores(MMA, told::add))
                .isEmpty();
        assertThat(told).containsExactly("no tensor cores: only NVIDIA's are known");
    }

    @Test
    void aCandidateThatFailsIsToldAndLeftOut() {
        OpenClDevice device = TestDevice.withMemory(1 << 20, 1 << 20); // too little for the layer
        Tuner tuner =
                new Tuner(
                        device,
                        HalfProducts.PORTABLE.cores(),
                        List.of(new Tuner.Layer(64, 96), new Tuner.Layer(1024, 1024)),
                        List.of(16));
        assertThat(tuner.best(PRODUCTS, told::add)).isEmpty();
        assertThat(told)
                .hasSize(2)
                .allSatisfy(sentence -> assertThat(sentence).contains(": ", "no memory left"));
    }
}
