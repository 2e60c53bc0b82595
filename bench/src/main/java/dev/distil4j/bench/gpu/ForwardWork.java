package dev.distil4j.bench.gpu;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.kernels.TokenBatch;

/**
 * The work of a forward pass by operation, as it is computed: the last layer makes keys and values of
 * every row, all else of the first row of each sequence.
 *
 * @param tokens rows of a batch
 * @param sequences of the batch
 * @param squares the sum of the squares of their lengths
 * @param width bytes of a value
 */
record ForwardWork(double tokens, double sequences, double squares, int width) {

    private static final double DIM = BaseModel.DIM;
    private static final double HIDDEN = BaseModel.HIDDEN_DIM;

    /** Layers that compute every row. */
    private static final int WHOLE = BaseModel.LAYERS - 1;

    static ForwardWork of(TokenBatch batch, int width) {
        double squares = 0;
        for (int s = 0; s < batch.sequences(); s++) {
            squares += (double) batch.length(s) * batch.length(s);
        }
        return new ForwardWork(batch.total(), batch.sequences(), squares, width);
    }

    /** Rows that queries are computed of, over all layers, and with them what follows. */
    private double rows() {
        return WHOLE * tokens + sequences;
    }

    /** Floating point operations of the kernels of that name. */
    double flop(String kernel) {
        return switch (operation(kernel)) {
            case "linear" ->
                    2 * rows() * (2 * DIM * DIM + 2 * DIM * HIDDEN)
                            + 2 * BaseModel.LAYERS * tokens * 2 * DIM * DIM
                            + 2 * sequences * (DIM * DIM + 2 * DIM);
            case "attention" -> 4 * DIM * (WHOLE * squares + tokens);
            default -> 0;
        };
    }

    /** Bytes that the kernels of that name must move. */
    double bytes(String kernel) {
        return width
                * switch (operation(kernel)) {
                    case "linear" ->
                            BaseModel.LAYERS * (4 * DIM * DIM + 2 * DIM * HIDDEN)
                                    + rows() * (6 * DIM + 2 * HIDDEN)
                                    + BaseModel.LAYERS * tokens * 3 * DIM
                                    + DIM * DIM;
                    case "attention" -> DIM * (2 * rows() + 2 * BaseModel.LAYERS * tokens);
                    case "add_norm" -> 2 * rows() * 3 * DIM;
                    case "embed" -> tokens * 3 * DIM;
                    case "gather" -> 2 * sequences * DIM;
                    default -> 0;
                };
    }

    /** Tensor cores have kernels of their own for the same operations. */
    private static String operation(String kernel) {
        return kernel.replace("_mma", "");
    }
}
