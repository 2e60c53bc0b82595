package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every shape gets tiles that the device has room for, and every candidate's fate is told. */
@Tag("opencl")
final class TunerTest {

    private static final List<ProductConfig> CANDIDATES =
            List.of(ProductConfig.SMALL, ProductConfig.MEDIUM);

    private static final List<Tuner.Layer> LAYERS = List.of(new Tuner.Layer(64, 96));

    @Test
    void everyShapeIsTimedWithTheCandidatesThatSuitIt() {
        OpenClDevice device = TestDevice.get();
        List<String> told = new ArrayList<>();
        Map<Shape, Tuner.Timed> best =
                new Tuner(device, CANDIDATES, LAYERS, List.of(1, 40)).best(told::add);
        assertThat(best)
                .containsOnlyKeys(new Shape(1, 64, 96), new Shape(40, 64, 96))
                .allSatisfy((_, timed) -> assertThat(timed.nanos()).isPositive());
        assertThat(best.get(new Shape(1, 64, 96)).config()).isEqualTo(ProductConfig.SMALL);
        assertThat(told).containsExactly("16x8x64 by 1x1: timed", "64x64x16 by 4x4: timed");
    }

    @Test
    void whatTheDeviceHasNoRoomForIsLeftOut() {
        OpenClDevice real = TestDevice.get();
        OpenClDevice narrow = ImaginaryDevice.with("narrow", "1", 1, 1 << 20, 128);
        OpenClDevice limited =
                new OpenClDevice(
                        real.platform(), real.id(), narrow.about(), real.roundsDivisions());
        List<String> told = new ArrayList<>();
        Map<Shape, Tuner.Timed> best =
                new Tuner(limited, CANDIDATES, LAYERS, List.of(1000)).best(told::add);
        assertThat(best.values())
                .extracting(Tuner.Timed::config)
                .containsExactly(ProductConfig.SMALL);
        assertThat(told)
                .containsExactly(
                        "16x8x64 by 1x1: timed",
                        "64x64x16 by 4x4: the device has no room for them");
    }
}
