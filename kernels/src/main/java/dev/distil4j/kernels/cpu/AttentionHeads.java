package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;

/** Attention: a chunk is one head of one sequence. Set anew for every attention of a call. */
@SuppressWarnings("NullAway.Init") // set before it runs
final class AttentionHeads implements Crew.Part {

    private final CpuBackend backend;
    private final TokenBatch batch;
    private CpuTensor q;
    private CpuTensor kv;
    private int heads;
    private RowSelection queries;
    private CpuTensor y;

    AttentionHeads(CpuBackend backend, TokenBatch batch) {
        this.backend = backend;
        this.batch = batch;
    }

    /** Makes ready for an attention; the number of its chunks. */
    int set(CpuTensor q, CpuTensor kv, int heads, RowSelection queries, CpuTensor y) {
        this.q = q;
        this.kv = kv;
        this.heads = heads;
        this.queries = queries;
        this.y = y;
        return batch.sequences() * heads;
    }

    @Override
    public void run(int chunk, Workspace workspace) {
        backend.attention(
                q.values(),
                kv.values(),
                q.cols(),
                heads,
                chunk % heads,
                batch,
                chunk / heads,
                queries,
                y.values(),
                workspace);
    }
}
