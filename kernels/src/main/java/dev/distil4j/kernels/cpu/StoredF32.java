package dev.distil4j.kernels.cpu;

/** Weights as they are computed with. */
@SuppressWarnings("ArrayRecordComponent") // a view of weights, never compared
record StoredF32(float[] values) implements Stored {

    @Override
    public int length() {
        return values.length;
    }

    @Override
    public long bytes() {
        return (long) values.length * Float.BYTES;
    }

    @Override
    public float[] floats(int from, int count, Workspace workspace) {
        return values;
    }

    /** They are written where they stay. */
    @Override
    public float[] blank(int count, Workspace workspace) {
        return values;
    }

    @Override
    public int place(int from) {
        return from;
    }

    @Override
    public void keep(int from, int count, float[] floats) {}
}
