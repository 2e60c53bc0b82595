package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Shapes;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;

import java.util.HashMap;
import java.util.Map;

/** Checks shapes and enqueues every operation; only {@link #read} waits. */
final class OpenClCall implements Call {

    private static final String FOREIGN = "%s was not prepared by an OpenCL backend";

    private final OpenClBackend backend;
    private final TokenBatch batch;
    private final Shapes shapes;
    private final Lane lane;

    /** The selections' rows on the device, and their tiles by height. */
    private final Map<RowSelection, DeviceBuffer> selected = new HashMap<>();

    private final Map<RowSelection, Map<Integer, QueryTiles>> tiles = new HashMap<>();
    private boolean closed;

    OpenClCall(OpenClBackend backend, TokenBatch batch, Lane lane) {
        this.backend = backend;
        this.batch = batch;
        this.shapes = new Shapes(batch);
        this.lane = lane;
    }

    @Override
    public Tensor embed(Embeddings embeddings) {
        OpenClEmbeddings tables = own(embeddings);
        shapes.embed(tables, tables.types());
        OpenClTensor y = next(batch.total(), tables.dim());
        new EmbedProgram(tables.dim(), tables.types() > 0).embed(lane, batch, tables, y.values());
        return y;
    }

    @Override
    public Tensor linear(Tensor x, Linear weights, Activation activation) {
        OpenClTensor input = own(x);
        OpenClLinear layer = own(weights);
        shapes.linear(x, layer);
        int rows = x.rows();
        OpenClTensor y = next(rows, layer.out());
        ProductConfig config = backend.tuning().product(rows, layer.in(), layer.out());
        LinearProgram.of(config, layer, activation)
                .multiply(lane, input.values(), layer, y.values(), rows);
        return y;
    }

    @Override
    public Tensor attention(Tensor q, Tensor kv, int heads, RowSelection queries) {
        shapes.attention(q, kv, heads, queries);
        int dim = q.cols();
        OpenClTensor y = next(q.rows(), dim);
        AttentionProgram program = AttentionProgram.of(dim / heads, backend.context().device());
        program.attend(
                lane,
                own(q).values(),
                own(kv).values(),
                dim,
                heads,
                tiles(queries, program.tileQueries()),
                y.values());
        return y;
    }

    private QueryTiles tiles(RowSelection queries, int height) {
        return tiles.computeIfAbsent(queries, _ -> new HashMap<>())
                .computeIfAbsent(height, _ -> QueryTiles.of(batch, queries, height, lane));
    }

    @Override
    public Tensor addNorm(Tensor x, Tensor residual, LayerNorm norm) {
        shapes.addNorm(x, residual, norm);
        OpenClTensor y = next(x.rows(), x.cols());
        new NormProgram(norm.dim())
                .addNorm(
                        lane,
                        own(x).values(),
                        own(residual).values(),
                        own(norm),
                        y.values(),
                        x.rows());
        return y;
    }

    @Override
    public Tensor norm(Tensor x, LayerNorm norm) {
        shapes.norm(x, norm);
        OpenClTensor y = next(x.rows(), x.cols());
        new NormProgram(norm.dim()).norm(lane, own(x).values(), own(norm), y.values(), x.rows());
        return y;
    }

    @Override
    public Tensor tensor(int rows, int cols, float[] values) {
        shapes.tensor(rows, cols, values);
        OpenClTensor y = next(rows, cols);
        lane.write(values, y.values());
        return y;
    }

    @Override
    public Tensor rows(Tensor x, RowSelection selection) {
        shapes.rows(x, selection);
        DeviceBuffer from = own(x).values();
        if (selection.isAll()) {
            return x;
        }
        OpenClTensor y = next(selection.count(), x.cols());
        new GatherProgram()
                .rows(lane, from, selected(selection), y.values(), selection.count(), x.cols());
        return y;
    }

    private DeviceBuffer selected(RowSelection selection) {
        return selected.computeIfAbsent(
                selection,
                _ -> {
                    int[] rows = new int[selection.count()];
                    for (int i = 0; i < rows.length; i++) {
                        rows[i] = selection.row(i);
                    }
                    return lane.upload(rows);
                });
    }

    @Override
    public Tensor retain(Tensor x) {
        lane.keepOnly(own(x));
        return x;
    }

    @Override
    public float[] read(Tensor x) {
        float[] values = new float[x.rows() * x.cols()];
        lane.read(own(x).values(), values);
        return values;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            backend.recycle(lane);
        }
    }

    private OpenClTensor next(int rows, int cols) {
        requireOpen();
        Shapes.result(rows, cols);
        return lane.next(rows, cols);
    }

    private OpenClTensor own(Tensor x) {
        requireOpen();
        if (!(x instanceof OpenClTensor tensor) || !lane.owns(tensor)) {
            throw new IllegalArgumentException("the tensor is not of this call");
        }
        if (!tensor.slot().isHeldBy(tensor)) {
            throw new IllegalStateException(
                    "the tensor [%d, %d] has given its memory back; retain keeps only one"
                            .formatted(x.rows(), x.cols()));
        }
        return tensor;
    }

    private OpenClLinear own(Linear layer) {
        if (!(layer instanceof OpenClLinear own)) {
            throw new IllegalArgumentException(FOREIGN.formatted(layer));
        }
        own.owner().requireUsableBy(backend);
        return own;
    }

    private OpenClLayerNorm own(LayerNorm norm) {
        if (!(norm instanceof OpenClLayerNorm own)) {
            throw new IllegalArgumentException(FOREIGN.formatted(norm));
        }
        own.owner().requireUsableBy(backend);
        return own;
    }

    private OpenClEmbeddings own(Embeddings embeddings) {
        if (!(embeddings instanceof OpenClEmbeddings own)) {
            throw new IllegalArgumentException(FOREIGN.formatted(embeddings));
        }
        own.owner().requireUsableBy(backend);
        return own;
    }

    /** An ended call's memory is another's by now. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this call is closed");
        }
    }
}
