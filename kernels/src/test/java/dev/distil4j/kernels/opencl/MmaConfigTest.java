package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

final class MmaConfigTest {

    /** What NVIDIA's OpenCL gives a work-group of local memory. */
    private static final long LOCAL_BYTES = 48 << 10;

    private static OpenClDevice device(long localMemory, int maxWorkGroup) {
        return ImaginaryDevice.with("GPU", "1", 132, localMemory, maxWorkGroup);
    }

    @Test
    void theDefaultsAndAllCandidatesFitEveryDeviceWithTensorCores() {
        OpenClDevice nvidia = device(LOCAL_BYTES, 1024);
        assertThat(List.of(MmaConfig.SMALL, MmaConfig.MEDIUM, MmaConfig.LARGE))
                .isSubsetOf(Tuner.MMA);
        assertThat(Tuner.MMA)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        config -> {
                            assertThat(config.fits(nvidia)).isTrue();
                            assertThat(config.items()).isBetween(64, 256);
                        });
    }

    /** Some take all that NVIDIA gives, to the byte. */
    @Test
    void whatNeedsExactlyTheLimitFitsOnlyWhereTheDeviceReportsIt() {
        for (MmaConfig config : List.of(MmaConfig.LARGE, new MmaConfig(64, 128, 32, 32, 64, 4))) {
            assertThat(config.localBytes()).isEqualTo(LOCAL_BYTES);
            assertThat(config.fits(device(LOCAL_BYTES, config.items()))).isTrue();
            assertThat(config.fits(device(LOCAL_BYTES - 1, config.items()))).isFalse();
            assertThat(config.fits(device(LOCAL_BYTES, config.items() - 1))).isFalse();
        }
    }

    /** Stages of both operands in halves; a warp of 32 items for each of its parts. */
    @Test
    void aTileKnowsWhatItTakes() {
        MmaConfig config = new MmaConfig(128, 64, 16, 32, 16, 4);
        assertThat(config.localBytes()).isEqualTo(4 * (128 + 64) * 16 * 2);
        assertThat(config.items()).isEqualTo(4 * 4 * 32);
        assertThat(config.groups(129, 64)).isEqualTo(2);
        assertThat(config.groups(128, 129)).isEqualTo(3);
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
        refuses(
                0,
                64,
                32,
                16,
                16,
                2,
                "a tile of 0x64x32 in 2 stages can't be cut for warps of 16x16");
        refuses(
                64,
                64,
                32,
                0,
                16,
                2,
                "a tile of 64x64x32 in 2 stages can't be cut for warps of 0x16");
        refuses(
                64,
                64,
                32,
                16,
                0,
                2,
                "a tile of 64x64x32 in 2 stages can't be cut for warps of 16x0");
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
