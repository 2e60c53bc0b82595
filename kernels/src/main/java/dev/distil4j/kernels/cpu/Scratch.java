package dev.distil4j.kernels.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The memory of one call: tensor slots that are used in turn, and a workspace for every thread.
 * Later calls reuse it, so a warm call allocates next to nothing.
 */
final class Scratch {

    private final List<Slot> slots = new ArrayList<>();
    private int used;
    final Workspace[] workspaces;

    /** Input rows packed by all threads together, read by all. */
    private float[] packed = {};

    Scratch(int threads) {
        workspaces = new Workspace[threads];
        Arrays.setAll(workspaces, i -> new Workspace());
    }

    /** A new tensor in the next slot. */
    CpuTensor next(int rows, int cols) {
        if (used == slots.size()) {
            slots.add(new Slot());
        }
        return new CpuTensor(slots.get(used++), rows, cols);
    }

    boolean owns(Slot slot) {
        return slots.contains(slot);
    }

    /** Frees every slot but that of {@code kept}. */
    void keepOnly(CpuTensor kept) {
        int at = slots.indexOf(kept.slot());
        slots.set(at, slots.getFirst());
        slots.set(0, kept.slot());
        for (int i = 1; i < used; i++) {
            slots.get(i).free();
        }
        used = 1;
    }

    void clear() {
        for (int i = 0; i < used; i++) {
            slots.get(i).free();
        }
        used = 0;
    }

    float[] packed(int size) {
        if (packed.length < size) {
            packed = new float[size];
        }
        return packed;
    }
}
