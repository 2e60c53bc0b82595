package dev.distil4j.kernels.opencl;

import java.util.List;

/**
 * How products are cut on a device.
 *
 * @param origin where the choice comes from, for people
 * @param products in floats, and of halves without tensor cores
 * @param mma on tensor cores
 */
record Tuning(String origin, TileChoice<ProductConfig> products, TileChoice<MmaConfig> mma) {

    /** What a rule says, where nothing was measured. */
    static Tuning defaults(OpenClDevice device) {
        return new Tuning(
                "not tuned",
                TileChoice.bySize(
                        device, ProductConfig.SMALL, ProductConfig.MEDIUM, ProductConfig.LARGE),
                TileChoice.bySize(device, MmaConfig.SMALL, MmaConfig.MEDIUM, MmaConfig.LARGE));
    }

    /** What was measured, and for what is not like it what {@code defaults} say. */
    static Tuning tuned(FastestTiles fastest, Tuning defaults) {
        return new Tuning(
                "tuned",
                new TunedTiles<>(fastest.products(), defaults.products),
                new TunedTiles<>(fastest.mma(), defaults.mma));
    }

    /** The same, but those tiles and no others for every product of their kernel. */
    Tuning with(Tiles tiles) {
        return switch (tiles) {
            case ProductConfig config -> new Tuning(origin, (_, _, _) -> List.of(config), mma);
            case MmaConfig config -> new Tuning(origin, products, (_, _, _) -> List.of(config));
        };
    }
}
