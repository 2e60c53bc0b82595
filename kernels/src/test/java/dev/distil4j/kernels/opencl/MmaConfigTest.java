package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

final class MmaConfigTest {

    /** What NVIDIA's OpenCL gives a work-group of local memory. */
    private static final long LOCAL_BYTES = 48 << 10;

    @Test
    void theDefaultsFitEveryDeviceWithTensorCores() {
        for (MmaConfig config : List.of(MmaConfig.LARGE, MmaConfig.MEDIUM, MmaConfig.SMALL)) {
            assertThat(config.localBytes()).as(config.toString()).isLessThanOrEqualTo(LOCAL_BYTES);
            assertThat(config.items()).as(config.toString()).isBetween(64, 256);
        }
    }

    @Test
    void whatCannotBeCutIsRefused() {
        refuses(
                64,
                64,
                32,
                24,
                32,
                3,
                "a tile of 64x64x32 in 3 stages can't be cut for warps of 24x32");
        refuses(
                64,
                48,
                32,
                16,
                16,
                3,
                "a tile of 64x48x32 in 3 stages can't be cut for warps of 16x16");
        refuses(
                64,
                64,
                48,
                16,
                16,
                3,
                "a tile of 64x64x48 in 3 stages can't be cut for warps of 16x16");
        refuses(
                64,
                64,
                32,
                16,
                16,
                1,
                "a tile of 64x64x32 in 1 stages can't be cut for warps of 16x16");
        refuses(
                48,
                64,
                32,
                32,
                16,
                2,
                "a tile of 48x64x32 in 2 stages can't be cut for warps of 32x16");
        refuses(128, 128, 16, 32, 32, 2, "2 stages of 128x128x16 have no room for the result");
    }

    private static void refuses(
            int tileRows,
            int tileCols,
            int tileDepth,
            int warpRows,
            int warpCols,
            int stages,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new MmaConfig(
                                        tileRows, tileCols, tileDepth, warpRows, warpCols, stages))
                .withMessage(message);
    }
}
