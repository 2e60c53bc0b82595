package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.JvmBackends;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Random;

/** The memory of calls: how much it may be, that it is used again, and when it is given back. */
@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class ScratchTest {

    private static final int DIM = 24;
    private static final int INNER = 96;
    private static final int HEADS = 3;
    private static final int POSITIONS = 200;
    private static final int THREADS = JvmBackends.THREE.count();

    private final String name;

    ScratchTest(String name) {
        this.name = name;
    }

    /** Two blocks of an encoder, the second for the wanted rows. */
    private record Encoder(
            Embeddings embeddings,
            Linear square,
            Linear kv,
            Linear out,
            Linear in,
            LayerNorm norm) {

        static Encoder of(Weights weights) {
            LayerNorm norm = weights.layerNorm(new float[DIM], new float[DIM], 1e-12f);
            return new Encoder(
                    weights.embeddings(zeros(5, DIM), zeros(POSITIONS, DIM), null, norm),
                    weights.linear(zeros(DIM, DIM), new float[DIM]),
                    weights.linear(zeros(2 * DIM, DIM), new float[2 * DIM]),
                    weights.linear(zeros(INNER, DIM), new float[INNER]),
                    weights.linear(zeros(DIM, INNER), new float[DIM]),
                    norm);
        }

        private static Matrix zeros(int rows, int cols) {
            return Matrix.of(rows, cols, new float[rows * cols]);
        }

        void forward(Call call, RowSelection all, RowSelection wanted) {
            Tensor hidden = call.retain(block(call, call.embed(embeddings), all));
            call.retain(block(call, hidden, wanted));
        }

        private Tensor block(Call call, Tensor hidden, RowSelection wanted) {
            Tensor rows = call.rows(hidden, wanted);
            Tensor q = call.linear(rows, square, Activation.IDENTITY);
            Tensor keysAndValues = call.linear(hidden, kv, Activation.IDENTITY);
            Tensor context = call.attention(q, keysAndValues, HEADS, wanted);
            Tensor mixed = call.linear(context, square, Activation.IDENTITY);
            Tensor attended = call.addNorm(mixed, rows, norm);
            Tensor inner = call.linear(attended, out, Activation.GELU);
            return call.addNorm(call.linear(inner, in, Activation.IDENTITY), attended, norm);
        }
    }

    private static TokenBatch batch(int... lengths) {
        int[] starts = new int[lengths.length + 1];
        for (int s = 0; s < lengths.length; s++) {
            starts[s + 1] = starts[s] + lengths[s];
        }
        return new TokenBatch(new int[starts[lengths.length]], null, starts);
    }

    @Test
    void callsOfAnEncoderStayWithinTheBound() {
        Random dice = new Random(20_261_122);
        try (Backend backend = JvmBackends.open(name, JvmBackends.THREE);
                Weights weights = backend.prepare(Precision.F16)) {
            Encoder encoder = Encoder.of(weights);
            int tokens = 0;
            int longest = 0;
            for (int round = 0; round < 60; round++) {
                TokenBatch batch =
                        batch(
                                dice.ints(1 + dice.nextInt(40), 1, POSITIONS + 1)
                                        .map(length -> 1 + dice.nextInt(length))
                                        .toArray());
                tokens = Math.max(tokens, batch.total());
                for (int s = 0; s < batch.sequences(); s++) {
                    longest = Math.max(longest, batch.length(s));
                }
                RowSelection all = RowSelection.all(batch);
                try (CpuCall call = (CpuCall) backend.begin(batch)) {
                    encoder.forward(
                            call, all, dice.nextBoolean() ? all : RowSelection.first(batch));
                    assertThat(call.scratch().bytes()).isPositive();
                    assertThat(call.scratch().bytes())
                            .isLessThanOrEqualTo(bound(tokens, longest, backend));
                    for (Workspace workspace : call.scratch().workspaces) {
                        assertThat(workspace.bytes())
                                .isLessThanOrEqualTo(threadBound(longest, backend));
                    }
                }
            }
        }
    }

    /** What the Javadoc of {@link Scratch} says, in bytes. */
    private static long bound(int tokens, int longest, Backend backend) {
        long tensors = (11L * DIM + 2L * INNER) * tokens;
        return Float.BYTES * tensors + THREADS * threadBound(longest, backend);
    }

    private static long threadBound(int longest, Backend backend) {
        long width = ((CpuBackend) backend).panelWidth();
        return Float.BYTES
                * ((512 + 2 * width) * INNER
                        + (longest + width) * (2 * DIM / HEADS + width + 16)
                        + 72);
    }

    @Test
    void aLaterCallUsesTheMemoryOfAnEndedOne() {
        try (Backend backend = JvmBackends.open(name, JvmBackends.THREE)) {
            Scratch first = scratchOfCall(backend, 1000);
            assertThat(scratchOfCall(backend, 10)).isSameAs(first);
        }
    }

    @Test
    void moreThan128MegabytesAreGivenBack() {
        try (Backend backend = JvmBackends.open(name, JvmBackends.THREE)) {
            Scratch huge = scratchOfCall(backend, 33 << 20);
            assertThat(huge.bytes()).isGreaterThan(128 << 20);
            assertThat(scratchOfCall(backend, 10)).isNotSameAs(huge);
        }
    }

    /** The memory of a call with one tensor of this size. */
    private static Scratch scratchOfCall(Backend backend, int values) {
        try (CpuCall call = (CpuCall) backend.begin(batch(1))) {
            call.tensor(1, values, new float[values]);
            return call.scratch();
        }
    }
}
