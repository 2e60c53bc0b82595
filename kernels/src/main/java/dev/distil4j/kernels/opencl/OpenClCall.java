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
        Storage storage = tables.owner().storage();
        OpenClTensor y = next(batch.total(), tables.dim(), storage);
        new EmbedProgram(storage, tables.dim(), tables.types() > 0)
                .embed(lane, batch, tables, y.values());
        return y;
    }

    @Override
    public Tensor linear(Tensor x, Linear weights, Activation activation) {
        OpenClLinear layer = own(weights);
        shapes.linear(x, layer);
        Storage storage = layer.owner().storage();
        DeviceBuffer input = in(storage, x).values();
        OpenClTensor y = next(x.rows(), layer.out(), storage);
        backend.programs()
                .product(layer, x.rows(), activation)
                .multiply(lane, input, layer, y.values(), x.rows());
        return y;
    }

    @Override
    public Tensor attention(Tensor q, Tensor kv, int heads, RowSelection queries) {
        shapes.attention(q, kv, heads, queries);
        int dim = q.cols();
        Storage storage = own(q).storage();
        DeviceBuffer keysAndValues = in(storage, kv).values();
        OpenClTensor y = next(q.rows(), dim, storage);
        Attention program = backend.programs().attention(storage, dim / heads, longest(queries));
        program.attend(
                lane,
                own(q).values(),
                keysAndValues,
                dim,
                heads,
                tiles(queries, program.tileQueries()),
                y.values());
        return y;
    }

    /** Queries of one sequence at most. */
    private int longest(RowSelection queries) {
        int longest = 0;
        for (int s = 0; s < batch.sequences(); s++) {
            longest = Math.max(longest, queries.start(s + 1) - queries.start(s));
        }
        return longest;
    }

    private QueryTiles tiles(RowSelection queries, int height) {
        return tiles.computeIfAbsent(queries, _ -> new HashMap<>())
                .computeIfAbsent(height, _ -> QueryTiles.of(batch, queries, height, lane));
    }

    @Override
    public Tensor addNorm(Tensor x, Tensor residual, LayerNorm norm) {
        shapes.addNorm(x, residual, norm);
        OpenClLayerNorm weights = own(norm);
        Storage storage = weights.owner().storage();
        DeviceBuffer left = in(storage, x).values();
        DeviceBuffer right = in(storage, residual).values();
        OpenClTensor y = next(x.rows(), x.cols(), storage);
        new NormProgram(storage, norm.dim())
                .addNorm(lane, left, right, weights, y.values(), x.rows());
        return y;
    }

    @Override
    public Tensor norm(Tensor x, LayerNorm norm) {
        shapes.norm(x, norm);
        OpenClLayerNorm weights = own(norm);
        Storage storage = weights.owner().storage();
        DeviceBuffer input = in(storage, x).values();
        OpenClTensor y = next(x.rows(), x.cols(), storage);
        new NormProgram(storage, norm.dim()).norm(lane, input, weights, y.values(), x.rows());
        return y;
    }

    @Override
    public Tensor tensor(int rows, int cols, float[] values) {
        shapes.tensor(rows, cols, values);
        OpenClTensor y = next(rows, cols, Storage.F32);
        lane.write(values, y.values());
        return y;
    }

    @Override
    public Tensor rows(Tensor x, RowSelection selection) {
        shapes.rows(x, selection);
        OpenClTensor from = own(x);
        if (selection.isAll()) {
            return x;
        }
        OpenClTensor y = next(selection.count(), x.cols(), from.storage());
        new GatherProgram(from.storage())
                .rows(
                        lane,
                        from.values(),
                        selected(selection),
                        y.values(),
                        selection.count(),
                        x.cols());
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
        lane.read(own(x), values);
        return values;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                lane.end();
            } finally {
                backend.recycle(lane);
            }
        }
    }

    private OpenClTensor next(int rows, int cols, Storage storage) {
        requireOpen();
        Shapes.result(rows, cols);
        return lane.next(rows, cols, storage);
    }

    /** The tensor in that storage. */
    OpenClTensor in(Storage storage, Tensor x) {
        OpenClTensor own = own(x);
        if (own.storage() == storage) {
            return own;
        }
        OpenClTensor y = next(x.rows(), x.cols(), storage);
        new ConvertProgram(storage).convert(lane, own.values(), y.values(), x.rows() * x.cols());
        return y;
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
        own.owner().checks().use(backend);
        return own;
    }

    private OpenClLayerNorm own(LayerNorm norm) {
        if (!(norm instanceof OpenClLayerNorm own)) {
            throw new IllegalArgumentException(FOREIGN.formatted(norm));
        }
        own.owner().checks().use(backend);
        return own;
    }

    private OpenClEmbeddings own(Embeddings embeddings) {
        if (!(embeddings instanceof OpenClEmbeddings own)) {
            throw new IllegalArgumentException(FOREIGN.formatted(embeddings));
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
}
