package dev.distil4j.kernels.cpu;

/**
 * A sum and its normalisation: a chunk is a few rows. Set anew for every normalisation of a call.
 */
@SuppressWarnings("NullAway.Init") // set before it runs
final class NormRows implements Crew.Part {

    private final CpuBackend backend;
    private CpuTensor x;
    private CpuTensor residual;
    private CpuLayerNorm norm;
    private CpuTensor y;

    NormRows(CpuBackend backend) {
        this.backend = backend;
    }

    /** Makes ready for LayerNorm(x + residual); the number of its chunks. */
    int set(CpuTensor x, CpuTensor residual, CpuLayerNorm norm, CpuTensor y) {
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
        backend.addNorm(x.values(), residual.values(), from, to, norm, y.values(), workspace);
    }
}
