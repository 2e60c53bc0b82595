package dev.distil4j;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.DeviceMemoryException;
import dev.distil4j.kernels.TokenBatch;

import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Has a backend compute batches. One that a device has no memory for is computed in halves, and later
 * ones are made no larger than those.
 */
final class BatchRunner {

    private final Backend backend;
    private volatile int batchTokens;

    BatchRunner(Backend backend) {
        this.backend = backend;
        batchTokens = backend.batchTokens();
    }

    /** Tokens that a batch should have at most. */
    int batchTokens() {
        return batchTokens;
    }

    /**
     * Computes a batch, or its parts one after the other.
     *
     * @param work computes one batch and keeps what comes out, as the last thing it does
     * @throws BackendException if the device fails, or has no memory for a single sequence
     */
    void run(TokenBatch batch, BiConsumer<Call, TokenBatch> work) {
        try (Call call = backend.begin(batch)) {
            work.accept(call, batch);
            return;
        } catch (DeviceMemoryException e) {
            if (batch.sequences() == 1) {
                throw new BackendException(
                        "a text of %d tokens finds no room: %s; take a shorter text, f16 or another backend"
                                .formatted(batch.total(), e.getMessage()),
                        e);
            }
            shrink(batch, e);
        } catch (DeviceException e) {
            throw new BackendException(Objects.requireNonNull(e.getMessage()), e);
        }
        int middle = middle(batch);
        run(batch.part(0, middle), work);
        run(batch.part(middle, batch.sequences()), work);
    }

    private void shrink(TokenBatch batch, DeviceMemoryException cause) {
        batchTokens = Math.min(batchTokens, Math.max(1, batch.total() / 2));
        System.getLogger(BatchRunner.class.getPackageName())
                .log(
                        System.Logger.Level.WARNING,
                        "a batch of {0} tokens is computed in halves: {1}",
                        String.valueOf(batch.total()),
                        cause.getMessage());
    }

    /** The sequence that begins next to the middle token, neither the first nor beyond the last. */
    private static int middle(TokenBatch batch) {
        int middle = 1;
        while (middle < batch.sequences() - 1 && batch.starts()[middle] < batch.total() / 2) {
            middle++;
        }
        return middle;
    }
}
