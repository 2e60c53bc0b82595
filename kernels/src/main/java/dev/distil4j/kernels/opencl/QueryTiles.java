package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;

/**
 * The selected rows of a batch, cut into tiles of one sequence each.
 *
 * @param tiles [count, 4]: first key, key after the last, first query, query after the last
 */
record QueryTiles(DeviceBuffer tiles, int count) {

    private static final int FIELDS = 4;

    /** Uploads the tiles, of {@code height} queries at most. */
    static QueryTiles of(TokenBatch batch, RowSelection queries, int height, Lane lane) {
        int count = 0;
        for (int s = 0; s < batch.sequences(); s++) {
            count += Math.ceilDiv(queries.start(s + 1) - queries.start(s), height);
        }
        int[] tiles = new int[FIELDS * count];
        int at = 0;
        for (int s = 0; s < batch.sequences(); s++) {
            int end = queries.start(s + 1);
            for (int first = queries.start(s); first < end; first += height) {
                tiles[at++] = batch.starts()[s];
                tiles[at++] = batch.starts()[s + 1];
                tiles[at++] = first;
                tiles[at++] = Math.min(first + height, end);
            }
        }
        return new QueryTiles(lane.upload(tiles), count);
    }
}
