package dev.distil4j.kernels.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The memory of one call: tensor slots that are used in turn, their handles, and a workspace for
 * every thread. Later calls reuse it, so a warm call allocates next to nothing.
 *
 * <p>A block's tensors live until the block ends. So an encoder of dimension d, with heads of e
 * columns and h ≥ d values inside its feed-forward network, takes at most 11·d + 2·h values for
 * each token of the largest batch, and (512 + 2·W)·h + (L + W)·(2·e + W + 16) + 72 for each
 * thread, where L is the longest sequence and W the width of a panel.
 */
final class Scratch {

    /** Handles of more tensors than this are not used again. */
    private static final int KEPT_TENSORS = 256;

    private final List<Slot> slots = new ArrayList<>();
    private int used;
    final Workspace[] workspaces;

    /** Input rows packed by all threads together, read by all. */
    private float[] packed = {};

    /** The call's tensors in the order they were made; each call has the same, with new values. */
    private final List<CpuTensor> tensors = new ArrayList<>();

    private int made;

    Scratch(int threads) {
        workspaces = new Workspace[threads];
        Arrays.setAll(workspaces, i -> new Workspace());
    }

    /** A new tensor in the next slot. */
    CpuTensor next(int rows, int cols) {
        if (used == slots.size()) {
            slots.add(new Slot());
        }
        CpuTensor tensor = handle();
        tensor.take(slots.get(used++), rows, cols);
        return tensor;
    }

    private CpuTensor handle() {
        if (made < tensors.size()) {
            return tensors.get(made++);
        }
        CpuTensor tensor = new CpuTensor();
        if (made < KEPT_TENSORS) {
            tensors.add(tensor);
            made++;
        }
        return tensor;
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
        made = 0;
    }

    /** Bytes of the values that it has room for. */
    long bytes() {
        long bytes = (long) Float.BYTES * packed.length;
        for (Slot slot : slots) {
            bytes += (long) Float.BYTES * slot.values().length;
        }
        for (Workspace workspace : workspaces) {
            bytes += workspace.bytes();
        }
        return bytes;
    }

    float[] packed(int size) {
        if (packed.length < size) {
            packed = new float[size];
        }
        return packed;
    }
}
