package dev.distil4j.kernels.opencl;

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

    /** The same, but for every product that the tiles are for. */
    Tuning with(Tiles tiles) {
        return switch (tiles) {
            case ProductConfig config -> new Tuning(origin, (_, _, _) -> config, mma);
            case MmaConfig config -> new Tuning(origin, products, (_, _, _) -> config);
        };
    }
}
