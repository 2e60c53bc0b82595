package dev.distil4j.app.serve.queue;

import static dev.distil4j.app.serve.queue.FakeComputer.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.Score;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.TaskResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A queue whose batches take a second each, of time that tests let pass, and what came of tickets. */
@Timeout(120)
abstract class QueueFixture {

    static final Duration SECOND = Duration.ofSeconds(1);
    static final QueueLimits LIMITS = new QueueLimits(1000, 32, 100, 3, Duration.ofSeconds(10));

    final ManualTimer timer = new ManualTimer();
    final Events events = new Events();
    final FakeComputer computer = new FakeComputer(() -> {}, texts -> timer.pass(SECOND));
    final ModelQueue queue = new ModelQueue(computer, LIMITS, events, timer);

    @AfterEach
    void close() {
        computer.release();
        queue.close(Duration.ofSeconds(60));
    }

    /** Submits a text that then stays half-computed. */
    Ticket<List<Score>> submitHeld(String text) throws InterruptedException {
        computer.hold();
        Ticket<List<Score>> ticket = queue.submit(request(text));
        computer.batch();
        return ticket;
    }

    Refusal refused(String... texts) {
        return catchThrowableOfType(Refusal.class, () -> queue.submit(request(texts)));
    }

    static TaskResponse<List<Score>> response(Ticket<List<Score>> ticket) throws Exception {
        return ticket.response().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    static List<String> labels(TaskResponse<List<Score>> response) {
        return response.results().stream().map(scores -> scores.getFirst().label()).toList();
    }

    static Throwable failure(Ticket<?> ticket) throws Exception {
        try {
            ticket.response().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("there is a response");
    }

    static void assertRefused(Ticket<?> ticket, ErrorType type, String sentence) throws Exception {
        Refusal refusal = (Refusal) failure(ticket);
        assertThat(refusal.type()).isEqualTo(type);
        assertThat(refusal.sentence()).startsWith(sentence);
    }
}
