package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.ProductConfig.LARGE;
import static dev.distil4j.kernels.opencl.ProductConfig.MEDIUM;
import static dev.distil4j.kernels.opencl.ProductConfig.SMALL;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** Which tiles a product gets. */
final class TuningTest {

    private static final ProductConfig OTHER = new ProductConfig(32, 32, 32, 2, 2);

    private static final Tuning TUNED =
            new TunedTiles(
                    Map.of(
                            new Shape(16, 768, 768),
                            SMALL,
                            new Shape(1024, 768, 768),
                            LARGE,
                            new Shape(1024, 768, 3072),
                            MEDIUM),
                    "tuned",
                    (_, _, _) -> OTHER);

    @Test
    void withoutMeasurementsManyRowsGetLargeTilesIfThereAreEnoughOfThem() {
        Tuning tuning = Tuning.defaults(ImaginaryDevice.with("GPU", "1", 12, 48 << 10, 1024));
        assertThat(tuning.product(64, 768, 768)).isEqualTo(SMALL);
        assertThat(tuning.product(65, 768, 768)).isEqualTo(MEDIUM); // 1 · 6 large tiles
        assertThat(tuning.product(129, 768, 768)).isEqualTo(LARGE); // 2 · 6 of them
    }

    @Test
    void aDeviceNeverGetsTilesThatItHasNoRoomFor() {
        Tuning local = Tuning.defaults(ImaginaryDevice.with("GPU", "1", 1, 16 << 10, 1024));
        assertThat(local.product(4096, 768, 768)).isEqualTo(MEDIUM);
        Tuning items = Tuning.defaults(ImaginaryDevice.with("GPU", "1", 1, 48 << 10, 128));
        assertThat(items.product(4096, 768, 768)).isEqualTo(SMALL);
    }

    @Test
    void aMeasuredShapeGetsItsTiles() {
        assertThat(TUNED.product(16, 768, 768)).isEqualTo(SMALL);
        assertThat(TUNED.product(1024, 768, 768)).isEqualTo(LARGE);
        assertThat(TUNED.product(1024, 768, 3072)).isEqualTo(MEDIUM);
    }

    @Test
    void otherRowsGetTheTilesOfTheNearestByRatio() {
        assertThat(TUNED.product(0, 768, 768)).isEqualTo(SMALL);
        assertThat(TUNED.product(127, 768, 768)).isEqualTo(SMALL); // 128 is as far from both
        assertThat(TUNED.product(129, 768, 768)).isEqualTo(LARGE);
        assertThat(TUNED.product(1 << 20, 768, 768)).isEqualTo(LARGE);
    }

    @Test
    void otherLayersGetTheTilesOfTheNearestIfItIsLikeThem() {
        assertThat(TUNED.product(1024, 384, 384)).isEqualTo(LARGE);
        assertThat(TUNED.product(1024, 1024, 4096)).isEqualTo(MEDIUM);
        assertThat(TUNED.product(1024, 768, 383)).isEqualTo(OTHER);
        assertThat(TUNED.product(1024, 3072, 768)).isEqualTo(OTHER);
    }
}
