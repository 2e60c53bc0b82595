package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.JvmBackends;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/** The life of a call, and what it refuses. */
@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class CallTest {

    private static final TokenBatch BATCH = new TokenBatch(new int[5], null, new int[] {0, 2, 5});

    private final Backend backend;
    private final Weights weights;
    private final Linear doubling;
    private final LayerNorm norm;

    CallTest(String name) {
        this.backend = JvmBackends.open(name, Threads.callerOnly());
        this.weights = backend.prepare();
        this.doubling = weights.linear(Matrix.of(2, 2, new float[] {2, 0, 0, 2}), new float[2]);
        this.norm = weights.layerNorm(new float[] {1, 1}, new float[2], 1e-12f);
    }

    @AfterEach
    void close() {
        weights.close();
        backend.close();
    }

    private static Tensor zeros(Call call, int rows, int cols) {
        return OneCall.tensor(call, rows, cols, new float[rows * cols]);
    }

    private static void refuses(ThrowingCallable operation, String message) {
        assertThatIllegalArgumentException().isThrownBy(operation).withMessage(message);
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        RowSelection all = RowSelection.all(BATCH);
        try (Call call = backend.begin(BATCH)) {
            refuses(
                    () -> call.linear(zeros(call, 5, 3), doubling, Activation.IDENTITY),
                    "rows of 3 values for a layer of 2 inputs");
            refuses(
                    () -> call.attention(zeros(call, 5, 6), zeros(call, 5, 12), 4, all),
                    "4 heads do not divide 6");
            refuses(
                    () -> call.attention(zeros(call, 5, 6), zeros(call, 5, 12), 0, all),
                    "0 heads do not divide 6");
            refuses(
                    () -> call.attention(zeros(call, 5, 6), zeros(call, 4, 12), 2, all),
                    "keys and values [4, 12] for 5 tokens of dimension 6");
            refuses(
                    () -> call.attention(zeros(call, 5, 6), zeros(call, 5, 6), 2, all),
                    "keys and values [5, 6] for 5 tokens of dimension 6");
            refuses(
                    () ->
                            call.attention(
                                    zeros(call, 5, 6),
                                    zeros(call, 5, 12),
                                    2,
                                    RowSelection.first(BATCH)),
                    "5 query rows for 2 selected");
            refuses(
                    () -> call.addNorm(zeros(call, 5, 2), zeros(call, 4, 2), norm),
                    "[5, 2] and [4, 2] for a normalisation of 2");
            refuses(
                    () -> call.addNorm(zeros(call, 5, 2), zeros(call, 5, 3), norm),
                    "[5, 2] and [5, 3] for a normalisation of 2");
            refuses(
                    () -> call.addNorm(zeros(call, 5, 3), zeros(call, 5, 3), norm),
                    "[5, 3] and [5, 3] for a normalisation of 2");
            refuses(() -> call.norm(zeros(call, 5, 3), norm), "[5, 3] for a normalisation of 2");
            refuses(
                    () -> call.rows(zeros(call, 4, 2), all),
                    "4 rows to select from in a batch of 5");
        }
    }

    @Test
    void weightsThatDoNotFitTogetherAreNamed() {
        Matrix two = Matrix.of(1, 2, new float[2]);
        Matrix three = Matrix.of(1, 3, new float[3]);
        refuses(() -> weights.linear(two, new float[2]), "a bias of 2 values for 1 outputs");
        refuses(
                () -> weights.layerNorm(new float[2], new float[3], 1e-12f),
                "2 weights but 3 biases");
        String row = "table rows of 3 values, normalised as 2";
        refuses(() -> weights.embeddings(three, two, two, norm), row);
        refuses(() -> weights.embeddings(two, three, two, norm), row);
        refuses(() -> weights.embeddings(two, two, three, norm), row);
    }

    @Test
    void weightsOfAnotherBackendAreRefused() {
        try (Backend other = JvmBackends.open(backend.name(), Threads.callerOnly());
                Weights foreign = other.prepare();
                Call call = backend.begin(BATCH)) {
            Linear linear = foreign.linear(Matrix.of(2, 2, new float[4]), new float[2]);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call.linear(zeros(call, 5, 2), linear, Activation.IDENTITY))
                    .withMessage(
                            "the weights were prepared by a backend %s that is not the call's;"
                                            .formatted(other.name())
                                    + " prepare them with that one");
        }
    }

    @Test
    void aNormalisationOfOtherWeightsIsRefused() {
        Matrix table = Matrix.of(1, 2, new float[2]);
        try (Weights other = backend.prepare()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.embeddings(table, table, null, norm))
                    .withMessage(
                            "the normalisation was prepared elsewhere; prepare it with these"
                                    + " weights");
        }
    }

    @Test
    void closedWeightsAreRefused() {
        Weights closing = backend.prepare();
        Linear linear = closing.linear(Matrix.of(2, 2, new float[4]), new float[2]);
        LayerNorm own = closing.layerNorm(new float[2], new float[2], 1e-12f);
        closing.close();
        closing.close();
        try (Call call = backend.begin(BATCH)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> call.linear(zeros(call, 5, 2), linear, Activation.IDENTITY))
                    .withMessage("the weights are closed");
        }
        Matrix table = Matrix.of(1, 2, new float[2]);
        for (ThrowingCallable addition :
                List.<ThrowingCallable>of(
                        () -> closing.linear(table, new float[1]),
                        () -> closing.layerNorm(new float[2], new float[2], 1e-12f),
                        () -> closing.embeddings(table, table, null, own))) {
            assertThatIllegalStateException()
                    .isThrownBy(addition)
                    .withMessage("the weights are closed");
        }
    }

    @Test
    void tensorsAndSelectionsOfElsewhereAreRefused() {
        TokenBatch same = new TokenBatch(new int[5], null, new int[] {0, 2, 5});
        try (Call call = backend.begin(BATCH);
                Call other = backend.begin(same)) {
            Tensor x = zeros(call, 5, 2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.read(x))
                    .withMessage("the tensor is not of this call");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call.rows(x, RowSelection.first(same)))
                    .withMessage("the selected rows are of another batch");
        }
    }

    @Test
    void aTensorTooLargeForAnArrayIsNamed() {
        try (Call call = backend.begin(BATCH)) {
            Linear wide =
                    weights.linear(Matrix.of(70_000, 1, new float[70_000]), new float[70_000]);
            Tensor x = zeros(call, 70_000, 1);
            refuses(
                    () -> call.linear(x, wide, Activation.IDENTITY),
                    "a tensor of 70000 x 70000 values is too large; make the batch smaller");
        }
    }

    @Test
    void preparedWeightsSayHowLargeTheyAre() {
        try (Weights few = backend.prepare()) {
            assertThat(few.bytes()).isZero();
            Linear linear = few.linear(Matrix.of(64, 3, new float[192]), new float[64]);
            assertThat(linear.in()).isEqualTo(3);
            assertThat(linear.out()).isEqualTo(64);
            assertThat(few.bytes()).isEqualTo(4 * (192 + 64));
        }
    }

    @Test
    void preparedWeightsDoNotFollowTheirSources() {
        float[] source = {2, 0, 0, 2};
        float[] bias = {1, 1};
        Linear linear = weights.linear(Matrix.of(2, 2, source), bias);
        source[0] = 100;
        bias[0] = 100;
        try (Call call = backend.begin(BATCH)) {
            Tensor y = call.linear(OneCall.tensor(call, 1, 2, 3, 4), linear, Activation.IDENTITY);
            assertThat(call.read(y)).containsExactly(7, 9);
        }
    }

    @Test
    void aRetainedTensorSurvivesWhatIsComputedLater() {
        try (Call call = backend.begin(BATCH)) {
            Tensor one =
                    call.linear(OneCall.tensor(call, 1, 2, 3, 4), doubling, Activation.IDENTITY);
            Tensor two = call.linear(one, doubling, Activation.IDENTITY);
            assertThat(call.retain(two)).isSameAs(two);
            Tensor three = call.linear(two, doubling, Activation.IDENTITY);
            call.linear(three, doubling, Activation.IDENTITY);
            assertThat(call.read(two)).containsExactly(12, 16);
            assertThat(call.read(three)).containsExactly(24, 32);
        }
    }

    @Test
    void whatWasGivenBackCannotBeRetained() {
        try (Call call = backend.begin(BATCH)) {
            Tensor one =
                    call.linear(OneCall.tensor(call, 1, 2, 3, 4), doubling, Activation.IDENTITY);
            call.retain(call.linear(one, doubling, Activation.IDENTITY));
            assertThatIllegalStateException().isThrownBy(() -> call.retain(one));
        }
    }

    @Test
    void whatWasReadIsACopy() {
        try (Call call = backend.begin(BATCH)) {
            Tensor y = call.linear(OneCall.tensor(call, 1, 2, 3, 4), doubling, Activation.IDENTITY);
            call.read(y)[0] = 99;
            assertThat(call.read(y)).containsExactly(6, 8);
        }
    }

    @Test
    void anEndedCallIsRefusedAndLeavesLaterCallsAlone() {
        Call ended = backend.begin(BATCH);
        Tensor x = ended.linear(OneCall.tensor(ended, 1, 2, 1, 1), doubling, Activation.IDENTITY);
        ended.close();
        ended.close();
        try (Call later = backend.begin(BATCH)) {
            Tensor y =
                    later.linear(OneCall.tensor(later, 1, 2, 3, 4), doubling, Activation.IDENTITY);
            closed(() -> ended.linear(x, doubling, Activation.IDENTITY));
            closed(() -> ended.addNorm(x, x, norm));
            closed(() -> ended.norm(x, norm));
            closed(() -> ended.retain(x));
            closed(() -> ended.read(x));
            assertThat(later.read(y)).containsExactly(6, 8);
        }
    }

    private static void closed(ThrowingCallable operation) {
        assertThatIllegalStateException().isThrownBy(operation).withMessage("this call is closed");
    }

    @Test
    void aClosedBackendBeginsNoCall() {
        backend.close();
        backend.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> backend.begin(BATCH))
                .withMessage("the backend %s is closed", backend.name());
    }
}
