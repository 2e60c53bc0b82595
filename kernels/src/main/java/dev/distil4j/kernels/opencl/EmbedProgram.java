package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import dev.distil4j.kernels.TokenBatch;

import java.util.List;

/**
 * The sum of a token's embeddings, normalised: {@code embed.cl}.
 *
 * @param storage of the tensors and tables
 * @param dim length of a row
 * @param typed whether there is a table of token types
 */
record EmbedProgram(Storage storage, int dim, boolean typed) implements Program {

    @Override
    public List<String> sources() {
        return List.of("storage.cl", "layer_norm.cl", "embed.cl");
    }

    @Override
    public List<String> defines() {
        return List.of(
                storage.define(),
                define("DIM", dim),
                define("ITEMS", NormProgram.ITEMS),
                define("TYPES", typed ? 1 : 0));
    }

    /**
     * y = LayerNorm(word[id] + position[place] + type[type id]).
     *
     * @param y [total, dim]
     */
    void embed(Lane lane, TokenBatch batch, OpenClEmbeddings tables, DeviceBuffer y) {
        lane.kernel(this, "embed")
                .with(lane.upload(tokens(batch)))
                .with(tables.word())
                .with(tables.position())
                .with(tables.type())
                .with(tables.norm().weight())
                .with(tables.norm().bias())
                .with(tables.norm().eps())
                .with(y)
                .run(batch.total(), 1, NormProgram.ITEMS, 1);
    }

    /** Ids, places and type ids, [3·total]. */
    private static int[] tokens(TokenBatch batch) {
        int total = batch.total();
        int[] tokens = new int[3 * total];
        System.arraycopy(batch.ids(), 0, tokens, 0, total);
        for (int s = 0; s < batch.sequences(); s++) {
            for (int place = 0; place < batch.length(s); place++) {
                tokens[total + batch.starts()[s] + place] = place;
            }
        }
        int[] typeIds = batch.typeIds();
        if (typeIds != null) {
            System.arraycopy(typeIds, 0, tokens, 2 * total, total);
        }
        return tokens;
    }
}
