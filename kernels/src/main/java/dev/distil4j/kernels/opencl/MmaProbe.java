package dev.distil4j.kernels.opencl;

import java.util.List;

/** A small product on tensor cores, the result of which is known: {@code mma_probe.cl}. */
record MmaProbe(TensorCores cores) implements Program {

    private static final int SIZE = 16;

    @Override
    public List<String> sources() {
        return cores.sources("mma_probe.cl");
    }

    @Override
    public List<String> defines() {
        return List.of();
    }

    /**
     * Whether the products are right. All terms are small integers, so that every sum is exact.
     *
     * @throws dev.distil4j.kernels.DeviceException if the device does not compile or run it
     */
    boolean run(Lane lane, OpenClContext context) {
        OpenClTensor x = upload(lane, 3, 7);
        OpenClTensor w = upload(lane, 5, 11);
        OpenClTensor y = lane.next(2 * SIZE, SIZE, Storage.F16);
        lane.kernel(this, "mma_probe")
                .with(x.values())
                .with(w.values())
                .with(y.values())
                .run(1, 1, 32, 1);
        float[] actual = new float[2 * SIZE * SIZE];
        lane.read(y, actual);
        for (int row = 0; row < SIZE; row++) {
            for (int col = 0; col < SIZE; col++) {
                int at = row * SIZE + col;
                if (actual[at] != sum(row, col, false)
                        || actual[SIZE * SIZE + at] != sum(row, col, true)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static OpenClTensor upload(Lane lane, int a, int b) {
        float[] values = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i / SIZE, i % SIZE, a, b);
        }
        OpenClTensor floats = lane.next(SIZE, SIZE, Storage.F32);
        lane.write(values, floats.values());
        OpenClTensor halves = lane.next(SIZE, SIZE, Storage.F16);
        new ConvertProgram(Storage.F16)
                .convert(lane, floats.values(), halves.values(), values.length);
        return halves;
    }

    private static int value(int row, int col, int a, int b) {
        return (a * row + b * col + row * col) % 7 - 3;
    }

    /** Of row {@code row} of x·wᵀ or, {@code turned}, of x·w; w's last row counts as zeros. */
    private static float sum(int row, int col, boolean turned) {
        int sum = 0;
        for (int k = 0; k < SIZE; k++) {
            int wRow = turned ? k : col;
            int wCol = turned ? col : k;
            if (wRow < SIZE - 1) {
                sum += value(row, k, 3, 7) * value(wRow, wCol, 5, 11);
            }
        }
        return sum;
    }
}
