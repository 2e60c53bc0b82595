package dev.distil4j.kernels.cpu;

/**
 * Packs the few rows of a product once for all threads: a chunk is a range of their columns. Set
 * anew for every product of a call.
 */
@SuppressWarnings("NullAway.Init") // set before it runs
final class PackedRows implements Crew.Part {

    /** Fewer values than this are packed before a second thread would have begun. */
    private static final int SHARED_VALUES = 8192;

    private final CpuBackend backend;
    private CpuTensor x;
    private float[] packed;
    private int chunks;

    PackedRows(CpuBackend backend) {
        this.backend = backend;
    }

    /** Makes ready for a product; the number of its chunks. */
    int set(CpuTensor x, float[] packed) {
        this.x = x;
        this.packed = packed;
        chunks = x.rows() * x.cols() < SHARED_VALUES ? 1 : backend.threads();
        return chunks;
    }

    @Override
    public void run(int chunk, Workspace workspace) {
        int in = x.cols();
        int inFrom = (int) ((long) in * chunk / chunks);
        int inTo = (int) ((long) in * (chunk + 1) / chunks);
        backend.pack(x.values(), 0, x.rows(), in, inFrom, inTo, packed);
    }
}
