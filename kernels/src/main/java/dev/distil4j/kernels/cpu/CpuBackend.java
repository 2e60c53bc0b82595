package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the CPU backends share: threads, scratch memory, and a {@link CpuCall} that cuts every
 * operation into ranges. A backend computes one range at a time, on plain arrays, by the same
 * methods in the same order.
 *
 * <p>All matrices are row-major without gaps. A range of rows is {@code from} (inclusive) to {@code
 * to} (exclusive).
 */
public abstract sealed class CpuBackend implements Backend permits ScalarBackend, VectorBackend {

    /** Scratch memory beyond this is given back: what a rare huge batch took is not held for ever. */
    private static final long KEPT_BYTES = 128L << 20;

    private final String name;
    private final Threads threads;
    private final ArrayBlockingQueue<Scratch> idle;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;

    CpuBackend(String name, Threads threads) {
        this.name = name;
        this.threads = threads;
        this.idle = new ArrayBlockingQueue<>(threads.count());
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String device() {
        return "CPU";
    }

    @Override
    public final int threads() {
        return threads.count();
    }

    /** With more the weights are read often enough from the cache already. */
    @Override
    public final int batchTokens() {
        return 1024;
    }

    @Override
    public final Weights prepare(Precision precision) {
        return new CpuWeights(this, precision);
    }

    /**
     * Begins a call, with as many threads as are its share: whoever comes while others compute
     * gets fewer helpers, and none at last, so that many callers keep the processors busy without
     * waiting for each other.
     */
    @Override
    public final Call begin(TokenBatch batch) {
        if (closed) {
            throw new IllegalStateException("the backend " + name + " is closed");
        }
        Scratch scratch = idle.poll();
        if (scratch == null) {
            scratch = new Scratch(threads.count());
        }
        int share = Math.max(1, threads.count() / open.incrementAndGet());
        return new CpuCall(this, batch, scratch, new Crew(threads, share, scratch.workspaces));
    }

    /**
     * Keeps the scratch of an ended call for a later one, unless it is very large or enough are
     * kept already.
     */
    void recycle(Scratch scratch) {
        open.decrementAndGet();
        scratch.clear();
        if (!closed && scratch.bytes() <= KEPT_BYTES) {
            idle.offer(scratch);
        }
    }

    @Override
    public final void close() {
        closed = true;
        idle.clear();
    }

    /** Outputs that one panel of packed weights holds; 1 for plain rows of W. */
    abstract int panelWidth();

    /** Makes float32 of {@code count} upper halves, from {@code from} on. */
    abstract void widen(short[] halves, int from, int count, float[] floats);

    /**
     * Lays the input rows of a product out for {@link #multiply}, if that pays.
     *
     * @param x [rows, in]
     * @param packed [{@link #packedSize}] receives columns {@code inFrom} to {@code inTo} of rows
     *     {@code from} to {@code to}
     */
    abstract void pack(float[] x, int from, int to, int in, int inFrom, int inTo, float[] packed);

    /** Values that {@link #pack} writes for {@code rows} rows; 0 when rows are read as they lie. */
    abstract int packedSize(int rows, int in);

    /**
     * y[r, o] = activation(Σ x[r, k]·W[o, k] + b[o]) for one range of rows and of panels.
     *
     * @param x [rows, in]
     * @param packed what {@link #pack} made of just these rows
     * @param y [rows, out]
     */
    abstract void multiply(
            float[] x,
            float[] packed,
            int from,
            int to,
            CpuLinear weights,
            int panelFrom,
            int panelTo,
            Activation activation,
            float[] y,
            Workspace workspace);

    /**
     * One head of one sequence: softmax(q·kᵀ / √headDim)·v.
     *
     * @param q [queries.count(), dim]
     * @param kv [total, 2·dim]
     * @param batch says which rows of {@code kv} are the sequence's keys
     * @param y [queries.count(), dim], where the head's columns of the sequence's rows are written
     */
    abstract void attention(
            float[] q,
            float[] kv,
            int dim,
            int heads,
            int head,
            TokenBatch batch,
            int sequence,
            RowSelection queries,
            float[] y,
            Workspace workspace);

    /**
     * y = LayerNorm(x + residual) for a range of rows.
     *
     * @param x [rows, dim]
     * @param residual [rows, dim]
     * @param y [rows, dim], may be x
     */
    abstract void addNorm(
            float[] x,
            float[] residual,
            int from,
            int to,
            CpuLayerNorm norm,
            float[] y,
            Workspace workspace);

    /**
     * y = LayerNorm(x) for a range of rows.
     *
     * @param x [rows, dim]
     * @param y [rows, dim], may be x
     */
    abstract void norm(
            float[] x, int from, int to, CpuLayerNorm norm, float[] y, Workspace workspace);

    /**
     * y = LayerNorm(word[id] + position[place] + type[type id]) for a range of one sequence's rows.
     *
     * @param y [total, dim]
     */
    abstract void embed(
            TokenBatch batch,
            int sequence,
            int from,
            int to,
            CpuEmbeddings tables,
            float[] y,
            Workspace workspace);
}
