package dev.distil4j.kernels.cpu;

import org.jspecify.annotations.Nullable;

/**
 * A normalisation, maybe of a sum: a chunk is a few rows. Set anew for every normalisation of a call.
 */
@SuppressWarnings("NullAway.Init") // set before it runs
final class NormRows implements Crew.Part {

    private final CpuBackend backend;
    private CpuTensor x;
    private @Nullable CpuTensor residual;
    private CpuLayerNorm norm;
    private CpuTensor y;

    NormRows(CpuBackend backend) {
        this.backend = backend;
    }

    /** Makes ready for LayerNorm(x + residual), or LayerNorm(x); the number of its chunks. */
    int set(CpuTensor x, @Nullable CpuTensor residual, CpuLayerNorm norm, CpuTensor y) {
        this.x = x;
        this.residual = residual;
        this.norm = norm;
        this.y = y;
        return Math.ceilDiv(x.rows(), CpuCall.CHUNK_ROWS);
    }

    @Override
    public void run(int chunk, Workspace workspace) {
        int from = chunk * CpuCall.CHUNK_ROWS;
        int to = Math.min(from + CpuCall.CHUNK_ROWS, x.rows());
        if (residual == null) {
            backend.norm(x.values(), from, to, norm, y.values(), workspace);
        } else {
            backend.addNorm(x.values(), residual.values(), from, to, norm, y.values(), workspace);
        }
    }
}
