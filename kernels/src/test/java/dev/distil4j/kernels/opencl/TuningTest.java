package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.ProductConfig.LARGE;
import static dev.distil4j.kernels.opencl.ProductConfig.MEDIUM;
import static dev.distil4j.kernels.opencl.ProductConfig.SMALL;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Which tiles a product gets. */
final class TuningTest {

    private static final ProductConfig OTHER = new ProductConfig(32, 32, 32, 2, 2);

    private static final TileChoice<ProductConfig> TUNED =
            new TunedTiles<>(
                    Map.of(
                            new Shape(16, 768, 768),
                            SMALL,
                            new Shape(1024, 768, 768),
                            LARGE,
                            new Shape(1024, 768, 3072),
                            MEDIUM),
                    (_, _, _) -> List.of(OTHER));

    private static Tuning defaults(int computeUnits, long localMemory, int maxWorkGroup) {
        return Tuning.defaults(
                ImaginaryDevice.with("GPU", "1", computeUnits, localMemory, maxWorkGroup));
    }

    @Test
    void withoutMeasurementsManyRowsGetLargeTilesIfThereAreEnoughOfThem() {
        TileChoice<ProductConfig> products = defaults(12, 48 << 10, 1024).products();
        assertThat(products.of(64, 768, 768)).containsExactly(SMALL);
        assertThat(products.of(65, 768, 768)).containsExactly(MEDIUM, SMALL); // 1 · 6 large tiles
        assertThat(products.of(129, 768, 768)).containsExactly(LARGE, MEDIUM, SMALL); // 2 · 6
    }

    @Test
    void tensorCoresFollowTheSameRule() {
        TileChoice<MmaConfig> mma = defaults(12, 48 << 10, 1024).mma();
        assertThat(mma.of(64, 768, 768)).containsExactly(MmaConfig.SMALL);
        assertThat(mma.of(65, 768, 768)).containsExactly(MmaConfig.MEDIUM, MmaConfig.SMALL);
        assertThat(mma.of(129, 768, 768))
                .containsExactly(MmaConfig.LARGE, MmaConfig.MEDIUM, MmaConfig.SMALL);
    }

    @Test
    void aDeviceNeverGetsTilesThatItHasNoRoomFor() {
        assertThat(defaults(1, 16 << 10, 1024).products().of(4096, 768, 768))
                .containsExactly(MEDIUM, SMALL);
        assertThat(defaults(1, 48 << 10, 128).products().of(4096, 768, 768)).containsExactly(SMALL);
        assertThat(defaults(1, (48 << 10) - 1, 1024).mma().of(4096, 768, 768))
                .containsExactly(MmaConfig.MEDIUM, MmaConfig.SMALL);
        assertThat(defaults(1, 48 << 10, 127).mma().of(4096, 768, 768))
                .containsExactly(MmaConfig.SMALL);
    }

    @Test
    void aTunedDeviceGetsTheFastestOfEachKernel() {
        MmaConfig mma = new MmaConfig(64, 64, 64, 32, 32, 3);
        Shape shape = new Shape(1024, 768, 768);
        Tuning defaults = defaults(12, 48 << 10, 1024);
        Tuning tuned =
                Tuning.tuned(new FastestTiles(Map.of(shape, OTHER), Map.of(shape, mma)), defaults);
        assertThat(tuned.origin()).isEqualTo("tuned");
        assertThat(tuned.products().of(1024, 768, 768))
                .containsExactly(OTHER, LARGE, MEDIUM, SMALL);
        assertThat(tuned.mma().of(1024, 768, 768))
                .containsExactly(mma, MmaConfig.LARGE, MmaConfig.MEDIUM, MmaConfig.SMALL);
        Tuning without = Tuning.tuned(new FastestTiles(Map.of(shape, OTHER), Map.of()), defaults);
        assertThat(without.mma().of(1024, 768, 768)).first().isEqualTo(MmaConfig.LARGE);
    }

    @Test
    void tilesToBeTimedArePutInThePlaceOfTheirKernelsAlone() {
        Tuning defaults = defaults(12, 48 << 10, 1024);
        Tuning products = defaults.with(OTHER);
        assertThat(products.products().of(1, 2, 3)).containsExactly(OTHER);
        assertThat(products.mma().of(1024, 768, 768)).first().isEqualTo(MmaConfig.LARGE);
        Tuning mma = defaults.with(MmaConfig.MEDIUM);
        assertThat(mma.mma().of(1, 2, 3)).containsExactly(MmaConfig.MEDIUM);
        assertThat(mma.products().of(1024, 768, 768)).first().isEqualTo(LARGE);
    }

    @Test
    void aMeasuredShapeGetsItsTiles() {
        assertThat(TUNED.of(16, 768, 768)).containsExactly(SMALL, OTHER);
        assertThat(TUNED.of(1024, 768, 768)).containsExactly(LARGE, OTHER);
        assertThat(TUNED.of(1024, 768, 3072)).containsExactly(MEDIUM, OTHER);
    }

    @Test
    void theFastestDoNotStandInForThemselves() {
        TileChoice<ProductConfig> tuned =
                new TunedTiles<>(
                        Map.of(new Shape(1, 2, 3), MEDIUM), (_, _, _) -> List.of(MEDIUM, SMALL));
        assertThat(tuned.of(1, 2, 3)).containsExactly(MEDIUM, SMALL);
    }

    @Test
    void otherRowsGetTheTilesOfTheNearestByRatio() {
        assertThat(TUNED.of(0, 768, 768)).first().isEqualTo(SMALL);
        assertThat(TUNED.of(127, 768, 768)).first().isEqualTo(SMALL); // 128 is as far from both
        assertThat(TUNED.of(129, 768, 768)).first().isEqualTo(LARGE);
        assertThat(TUNED.of(1 << 20, 768, 768)).first().isEqualTo(LARGE);
    }

    @Test
    void otherLayersGetTheTilesOfTheNearestIfItIsLikeThem() {
        assertThat(TUNED.of(1024, 384, 384)).first().isEqualTo(LARGE);
        assertThat(TUNED.of(1024, 1024, 4096)).first().isEqualTo(MEDIUM);
        assertThat(TUNED.of(1024, 768, 383)).containsExactly(OTHER);
        assertThat(TUNED.of(1024, 3072, 768)).containsExactly(OTHER);
    }
}
