package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Shapes;
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
    private final Shapes shapes;
    private final Scratch scratch;
    private final Crew crew;
    private final RowBlocks rowBlocks;
    private final PackedRows packedRows;
    private final ColumnRanges columnRanges;
    private final AttentionHeads attentionHeads;
    private final NormRows normRows;
    private boolean closed;

    CpuCall(CpuBackend backend, TokenBatch batch, Scratch scratch, Crew crew) {
        this.backend = backend;
        this.batch = batch;
        this.shapes = new Shapes(batch);
        this.scratch = scratch;
        this.crew = crew;
        rowBlocks = new RowBlocks(backend);
        packedRows = new PackedRows(backend);
        columnRanges = new ColumnRanges(backend);
        attentionHeads = new AttentionHeads(backend, batch);
        normRows = new NormRows(backend);
    }

    @Override
    public Tensor embed(Embeddings embeddings) {
        CpuEmbeddings tables = own(embeddings);
        shapes.embed(tables, tables.types());
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

    @Override
    public Tensor linear(Tensor x, Linear weights, Activation activation) {
        CpuTensor input = own(x);
        CpuLinear layer = own(weights);
        shapes.linear(x, layer);
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
            crew.run(packedRows.set(input, packed), packedRows);
            columnRanges.set(input, packed, layer, activation, y, chunks);
            crew.run(chunks, columnRanges);
        }
        return y;
    }

    @Override
    public Tensor attention(Tensor q, Tensor kv, int heads, RowSelection queries) {
        shapes.attention(q, kv, heads, queries);
        CpuTensor y = next(q.rows(), q.cols());
        crew.run(attentionHeads.set(own(q), own(kv), heads, queries, y), attentionHeads);
        return y;
    }

    @Override
    public Tensor addNorm(Tensor x, Tensor residual, LayerNorm norm) {
        shapes.addNorm(x, residual, norm);
        CpuTensor y = next(x.rows(), x.cols());
        crew.run(normRows.set(own(x), own(residual), own(norm), y), normRows);
        return y;
    }

    @Override
    public Tensor norm(Tensor x, LayerNorm norm) {
        shapes.norm(x, norm);
        CpuTensor y = next(x.rows(), x.cols());
        crew.run(normRows.set(own(x), null, own(norm), y), normRows);
        return y;
    }

    @Override
    public Tensor tensor(int rows, int cols, float[] values) {
        shapes.tensor(rows, cols, values);
        CpuTensor y = next(rows, cols);
        System.arraycopy(values, 0, y.values(), 0, values.length);
        return y;
    }

    @Override
    public Tensor rows(Tensor x, RowSelection selection) {
        shapes.rows(x, selection);
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

    Scratch scratch() {
        return scratch;
    }

    private CpuTensor next(int rows, int cols) {
        requireOpen();
        Shapes.result(rows, cols);
        return scratch.next(rows, cols);
    }

    private CpuTensor own(Tensor x) {
        requireOpen();
        if (!(x instanceof CpuTensor tensor) || !scratch.owns(tensor.slot())) {
            throw refusal("the tensor is not of this call");
        }
        if (!tensor.slot().isHeldBy(tensor)) {
            throw new IllegalStateException(
                    "the tensor [%d, %d] has given its memory back; retain keeps only one"
                            .formatted(x.rows(), x.cols()));
        }
        return tensor;
    }

    private CpuLinear own(Linear layer) {
        if (!(layer instanceof CpuLinear own)) {
            throw refusal(FOREIGN, layer);
        }
        own.owner().checks().use(backend);
        return own;
    }

    private CpuLayerNorm own(LayerNorm norm) {
        if (!(norm instanceof CpuLayerNorm own)) {
            throw refusal(FOREIGN, norm);
        }
        own.owner().checks().use(backend);
        return own;
    }

    private CpuEmbeddings own(Embeddings embeddings) {
        if (!(embeddings instanceof CpuEmbeddings own)) {
            throw refusal(FOREIGN, embeddings);
        }
        own.owner().checks().use(backend);
        return own;
    }

    /** An ended call's memory is another's by now. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this call is closed");
        }
    }

    private static IllegalArgumentException refusal(String message, Object... arguments) {
        return new IllegalArgumentException(message.formatted(arguments));
    }
}
