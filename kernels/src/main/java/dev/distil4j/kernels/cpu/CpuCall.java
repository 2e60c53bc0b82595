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

    /** Fewer rows than this for each thread, and a product is cut by columns too. */
    private static final int THREAD_ROWS = 24;

    /** Multiplications below which an operation is not worth sharing. */
    private static final long SHARED_WORK = 100_000;

    /** Rows of a chunk of a row-wise operation. */
    static final int CHUNK_ROWS = 16;

    private static final String FOREIGN = "%s was not prepared by a CPU backend";

    private final CpuBackend backend;
    private final TokenBatch batch;
    private final Scratch scratch;
    private final Crew crew;
    private final RowBlocks rowBlocks;
    private final ColumnRanges columnRanges;
    private final AttentionHeads attentionHeads;
    private final NormRows normRows;
    private boolean closed;

    CpuCall(CpuBackend backend, TokenBatch batch, Scratch scratch, Crew crew) {
        this.backend = backend;
        this.batch = batch;
        this.scratch = scratch;
        this.crew = crew;
        rowBlocks = new RowBlocks(backend);
        columnRanges = new ColumnRanges(backend);
        attentionHeads = new AttentionHeads(backend, batch);
        normRows = new NormRows(backend);
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

    private void requireBelow(int limit, int[] ids, String name) {
        for (int i = 0; i < batch.total(); i++) {
            int id = ids[i];
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
            crew.run(rowBlocks.set(input, layer, activation, y), rowBlocks);
        } else {
            int columns = work < SHARED_WORK ? 1 : 4 * backend.threads();
            int chunks = Math.min(columns, layer.panelCount());
            float[] packed = scratch.packed(backend.packedSize(rows, layer.in()));
            backend.pack(input.values(), 0, rows, layer.in(), packed);
            columnRanges.set(input, packed, layer, activation, y, chunks);
            crew.run(chunks, columnRanges);
        }
        return y;
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
        crew.run(attentionHeads.set(own(q), own(kv), heads, queries, y), attentionHeads);
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
        crew.run(normRows.set(own(x), own(residual), own(norm), y), normRows);
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
