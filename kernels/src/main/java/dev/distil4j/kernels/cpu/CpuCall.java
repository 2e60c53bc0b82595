package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;

import java.util.Arrays;

/** Checks shapes, cuts every operation into chunks, and has the crew compute them. */
final class CpuCall implements Call {

    /** Rows of a block of a product: its packed inputs stay in the second-level cache. */
    private static final int BLOCK_ROWS = 120;

    /** Fewer rows than this for each thread, and a product is cut by columns too. */
    private static final int THREAD_ROWS = 24;

    /** Multiplications below which an operation is not worth sharing. */
    private static final long SHARED_WORK = 100_000;

    /** Rows of a chunk of a row-wise operation. */
    private static final int CHUNK_ROWS = 16;

    private static final String FOREIGN = "%s was not prepared by a CPU backend";

    private final CpuBackend backend;
    private final TokenBatch batch;
    private final Scratch scratch;
    private final Crew crew;
    private boolean closed;

    CpuCall(CpuBackend backend, TokenBatch batch, Scratch scratch, Crew crew) {
        this.backend = backend;
        this.batch = batch;
        this.scratch = scratch;
        this.crew = crew;
    }

    @Override
    public Tensor embed(Embeddings embeddings) {
        CpuEmbeddings tables = own(embeddings);
        checkTokens(tables);
        CpuTensor y = next(batch.total(), tables.dim());
        if (batch.sequences() == 1) {
            crew.run(
                    Math.ceilDiv(batch.total(), CHUNK_ROWS),
                    (chunk, workspace) -> {
                        int from = chunk * CHUNK_ROWS;
                        int to = Math.min(from + CHUNK_ROWS, batch.total());
                        backend.embed(batch, 0, from, to, tables, y.values(), workspace);
                    });
        } else {
            crew.run(
                    batch.sequences(),
                    (s, workspace) -> {
                        int from = batch.starts()[s];
                        int to = batch.starts()[s + 1];
                        backend.embed(batch, s, from, to, tables, y.values(), workspace);
                    });
        }
        return y;
    }

    private void checkTokens(CpuEmbeddings tables) {
        for (int s = 0; s < batch.sequences(); s++) {
            require(
                    batch.length(s) <= tables.positions(),
                    "sequence %d has %d tokens, the model %d positions",
                    s,
                    batch.length(s),
                    tables.positions());
        }
        requireBelow(tables.vocabulary(), batch.ids(), "token id");
        int[] typeIds = batch.typeIds();
        if (typeIds != null && tables.types() > 0) {
            requireBelow(tables.types(), typeIds, "token type");
        }
    }

    private static void requireBelow(int limit, int[] ids, String name) {
        for (int id : ids) {
            if (id < 0 || id >= limit) {
                throw new IllegalArgumentException(
                        "%s %d is outside the table of %d rows".formatted(name, id, limit));
            }
        }
    }

    @Override
    public Tensor linear(Tensor x, Linear weights, Activation activation) {
        CpuTensor input = own(x);
        CpuLinear layer = own(weights);
        require(
                x.cols() == layer.in(),
                "rows of %d values for a layer of %d inputs",
                x.cols(),
                layer.in());
        int rows = x.rows();
        CpuTensor y = next(rows, layer.out());
        if (rows == 0) {
            return y; // nobody asked for a row
        }
        long work = (long) rows * layer.in() * layer.out();
        if (rows >= backend.threads() * THREAD_ROWS || backend.threads() == 1) {
            multiplyByRows(input, layer, activation, y);
        } else {
            int columns = work < SHARED_WORK ? 1 : 4 * backend.threads();
            multiplyByColumns(input, layer, activation, y, Math.min(columns, layer.panelCount()));
        }
        return y;
    }

    /** Many rows: a chunk is a block of rows, which its thread packs, against all columns. */
    private void multiplyByRows(CpuTensor x, CpuLinear layer, Activation activation, CpuTensor y) {
        int rows = x.rows();
        int blocks = Math.max(Math.ceilDiv(rows, BLOCK_ROWS), backend.threads());
        // As many blocks for each thread, so that none is left with one more at the end.
        int even = Math.ceilDiv(blocks, backend.threads()) * backend.threads();
        int height = Math.ceilDiv(rows, even);
        crew.run(
                Math.ceilDiv(rows, height),
                (chunk, workspace) -> {
                    int from = chunk * height;
                    int to = Math.min(from + height, rows);
                    float[] packed = workspace.packed(backend.packedSize(to - from, layer.in()));
                    backend.pack(x.values(), from, to, layer.in(), packed);
                    backend.multiply(
                            x.values(),
                            packed,
                            from,
                            to,
                            layer,
                            0,
                            layer.panelCount(),
                            activation,
                            y.values(),
                            workspace);
                });
    }

    /** Few rows: the caller packs them once, a chunk is a range of columns. */
    private void multiplyByColumns(
            CpuTensor x, CpuLinear layer, Activation activation, CpuTensor y, int chunks) {
        int rows = x.rows();
        float[] packed = scratch.packed(backend.packedSize(rows, layer.in()));
        backend.pack(x.values(), 0, rows, layer.in(), packed);
        crew.run(
                chunks,
                (chunk, workspace) -> {
                    int panels = layer.panelCount();
                    int panelFrom = (int) ((long) panels * chunk / chunks);
                    int panelTo = (int) ((long) panels * (chunk + 1) / chunks);
                    backend.multiply(
                            x.values(),
                            packed,
                            0,
                            rows,
                            layer,
                            panelFrom,
                            panelTo,
                            activation,
                            y.values(),
                            workspace);
                });
    }

    @Override
    public Tensor attention(Tensor q, Tensor kv, int heads, RowSelection queries) {
        requireOf(queries);
        int dim = q.cols();
        require(heads > 0 && dim % heads == 0, "%d heads do not divide %d", heads, dim);
        require(
                kv.rows() == batch.total() && kv.cols() == 2 * dim,
                "keys and values [%d, %d] for %d tokens of dimension %d",
                kv.rows(),
                kv.cols(),
                batch.total(),
                dim);
        require(
                q.rows() == queries.count(),
                "%d query rows for %d selected",
                q.rows(),
                queries.count());
        CpuTensor y = next(q.rows(), dim);
        float[] queryValues = own(q).values();
        float[] keyValues = own(kv).values();
        crew.run(
                batch.sequences() * heads,
                (chunk, workspace) ->
                        backend.attention(
                                queryValues,
                                keyValues,
                                dim,
                                heads,
                                chunk % heads,
                                batch,
                                chunk / heads,
                                queries,
                                y.values(),
                                workspace));
        return y;
    }

    @Override
    public Tensor addNorm(Tensor x, Tensor residual, LayerNorm norm) {
        require(
                x.rows() == residual.rows()
                        && x.cols() == residual.cols()
                        && x.cols() == norm.dim(),
                "[%d, %d] and [%d, %d] for a normalisation of %d",
                x.rows(),
                x.cols(),
                residual.rows(),
                residual.cols(),
                norm.dim());
        CpuTensor y = next(x.rows(), x.cols());
        float[] left = own(x).values();
        float[] right = own(residual).values();
        CpuLayerNorm layer = own(norm);
        crew.run(
                Math.ceilDiv(x.rows(), CHUNK_ROWS),
                (chunk, workspace) -> {
                    int from = chunk * CHUNK_ROWS;
                    int to = Math.min(from + CHUNK_ROWS, x.rows());
                    backend.addNorm(left, right, from, to, layer, y.values(), workspace);
                });
        return y;
    }

    @Override
    public Tensor tensor(int rows, int cols, float[] values) {
        require(
                (long) rows * cols == values.length,
                "%d values for a tensor [%d, %d]",
                values.length,
                rows,
                cols);
        CpuTensor y = next(rows, cols);
        System.arraycopy(values, 0, y.values(), 0, values.length);
        return y;
    }

    @Override
    public Tensor rows(Tensor x, RowSelection selection) {
        requireOf(selection);
        require(
                x.rows() == batch.total(),
                "%d rows to select from in a batch of %d",
                x.rows(),
                batch.total());
        float[] from = own(x).values();
        if (selection.isAll()) {
            return x;
        }
        int cols = x.cols();
        CpuTensor y = next(selection.count(), cols);
        for (int i = 0; i < selection.count(); i++) {
            System.arraycopy(from, selection.row(i) * cols, y.values(), i * cols, cols);
        }
        return y;
    }

    @Override
    public Tensor retain(Tensor x) {
        scratch.keepOnly(own(x));
        return x;
    }

    @Override
    public float[] read(Tensor x) {
        return Arrays.copyOf(own(x).values(), x.rows() * x.cols());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            crew.close();
            backend.recycle(scratch);
        }
    }

    private CpuTensor next(int rows, int cols) {
        requireOpen();
        require(
                (long) rows * cols <= Integer.MAX_VALUE,
                "a tensor of %d x %d values is too large; make the batch smaller",
                rows,
                cols);
        return scratch.next(rows, cols);
    }

    private CpuTensor own(Tensor x) {
        requireOpen();
        if (!(x instanceof CpuTensor tensor) || !scratch.owns(tensor.slot())) {
            throw new IllegalArgumentException("the tensor is not of this call");
        }
        if (!tensor.slot().isHeldBy(tensor)) {
            throw new IllegalStateException(
                    "the tensor [%d, %d] has given its memory back; retain keeps only one"
                            .formatted(x.rows(), x.cols()));
        }
        return tensor;
    }

    private CpuLinear own(Linear layer) {
        require(layer instanceof CpuLinear, FOREIGN, layer);
        CpuLinear own = (CpuLinear) layer;
        own.owner().requireUsableBy(backend);
        return own;
    }

    private CpuLayerNorm own(LayerNorm norm) {
        require(norm instanceof CpuLayerNorm, FOREIGN, norm);
        CpuLayerNorm own = (CpuLayerNorm) norm;
        own.owner().requireUsableBy(backend);
        return own;
    }

    private CpuEmbeddings own(Embeddings embeddings) {
        require(embeddings instanceof CpuEmbeddings, FOREIGN, embeddings);
        CpuEmbeddings own = (CpuEmbeddings) embeddings;
        own.owner().requireUsableBy(backend);
        return own;
    }

    private void requireOf(RowSelection selection) {
        require(selection.isOf(batch), "the selected rows are of another batch");
    }

    /** An ended call's memory is another's by now. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this call is closed");
        }
    }

    private static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }
}
