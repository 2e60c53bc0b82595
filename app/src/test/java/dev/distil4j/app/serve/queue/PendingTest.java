package dev.distil4j.app.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Score;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;

import org.junit.jupiter.api.Test;

import java.util.List;

class PendingTest {

    private static Pending<TextInput, List<Score>> pending(String... texts) {
        TaskRequest<TextInput, List<Score>> request =
                new TaskRequest<>(
                        FakeComputer.CLASSIFY, FakeComputer.request(texts).inputs(), true);
        return new Pending<>(
                request,
                Measured.of(request, new FakeComputer(), QueueLimits.defaults(), new ManualTimer()),
                0);
    }

    @Test
    void whatWasHandedOutIsNotLeft() {
        var pending = pending("a b c", "d");
        assertThat(pending.costLeft()).isEqualTo(4);
        assertThat(pending.take()).isZero();
        assertThat(pending.costLeft()).isEqualTo(1);
        assertThat(pending.inputsLeft()).isEqualTo(1);
    }

    @Test
    void aTextThatIsCutHasTheTokensThatAreComputed() {
        var pending = pending("1 2 3 4 5 6 7", "8");
        pending.deliver(List.of(), 0);
        pending.deliver(List.of(), 0);
        TaskResponse<List<Score>> response = pending.response().toCompletableFuture().join();
        assertThat(response.tokens()).containsExactly(5L, 1L);
        assertThat(response.truncated()).isTrue();
    }
}
