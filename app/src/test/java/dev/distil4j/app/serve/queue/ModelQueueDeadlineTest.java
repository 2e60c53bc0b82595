package dev.distil4j.app.serve.queue;

import static dev.distil4j.app.serve.queue.FakeComputer.request;
import static dev.distil4j.app.serve.queue.FakeComputer.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Score;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Who is late, who will be, and what they are told. */
class ModelQueueDeadlineTest extends QueueFixture {

    @Test
    void aLateRequestHasItsRefusalAtItsDeadlineAndIsNeverComputed() throws Exception {
        submitHeld("first");
        timer.pass(Duration.ofSeconds(9));
        Ticket<List<Score>> late = queue.submit(request("late"));
        timer.pass(Duration.ofSeconds(9));
        assertThat(late.response().toCompletableFuture()).isNotDone();
        timer.pass(SECOND);
        assertThat(late.response().toCompletableFuture())
                .as("though the batch before still runs")
                .isDone();
        assertRefused(
                late,
                ErrorType.TIMEOUT,
                "there was no response within the timeout of 10000 ms; send fewer inputs at once,"
                        + " or try again later");
        computer.release();
        Ticket<List<Score>> next = queue.submit(request("next"));
        assertThat(labels(response(next))).containsExactly("next");
        assertThat(computer.batch()).containsExactly("next");
    }

    @Test
    void aDeadlineThatPassesInTheMiddleOfABatchCountsToo() throws Exception {
        Ticket<List<Score>> late = submitHeld("late");
        timer.pass(Duration.ofSeconds(10));
        assertRefused(late, ErrorType.TIMEOUT, "there was no response");
        computer.release();
    }

    @Test
    void whoIsLateBecauseOfOthersIsToldThatThereIsTooMuch() throws Exception {
        response(queue.submit(request("two tokens")));
        computer.batch();
        Ticket<List<Score>> first = submitHeld("first");
        Ticket<List<Score>> behind = queue.submit(request("behind"));
        Ticket<List<Score>> large = queue.submit(request(FakeComputer.CLASSIFY, texts("l", 2)));
        timer.pass(Duration.ofSeconds(10));
        assertRefused(first, ErrorType.TIMEOUT, "there was no response");
        for (Ticket<List<Score>> late : List.of(behind, large)) {
            assertRefused(
                    late,
                    ErrorType.OVERLOADED,
                    "there was no response within the timeout of 10000 ms, as others took longer"
                            + " than expected; try again later");
            assertThat(((Refusal) failure(late)).retryAfterSeconds()).hasValue(1);
        }
        computer.release();
    }

    @Test
    void whoIsTooMuchByItselfIsToldSoThoughOthersWereThere() throws Exception {
        var slowing =
                new FakeComputer(
                        () -> {},
                        texts -> {
                            boolean slow = texts.getFirst().startsWith("slow");
                            timer.pass(slow ? Duration.ofSeconds(8) : SECOND);
                        });
        try (ModelQueue queue = new ModelQueue(slowing, LIMITS, events, timer)) {
            response(queue.submit(request(FakeComputer.CLASSIFY, texts("fast", 16))));
            slowing.rest();
            slowing.hold();
            queue.submit(request("first"));
            slowing.batch();
            Ticket<List<Score>> large =
                    queue.submit(request(FakeComputer.CLASSIFY, texts("slow", 40)));
            slowing.release();
            assertRefused(
                    large,
                    ErrorType.TIMEOUT,
                    "there was no response within the timeout of 10000 ms; send fewer inputs at"
                            + " once, or try again later");
        }
    }

    @Test
    void theTimeThatCountingTakesIsARequestsOwn() throws Exception {
        var slow = new FakeComputer(() -> timer.pass(Duration.ofSeconds(4)), texts -> {});
        try (ModelQueue queue = new ModelQueue(slow, LIMITS, events, timer)) {
            slow.hold();
            Ticket<List<Score>> late = queue.submit(request("a", "b"));
            timer.pass(SECOND);
            assertThat(late.response().toCompletableFuture()).isNotDone();
            timer.pass(SECOND);
            assertRefused(late, ErrorType.TIMEOUT, "there was no response");
            slow.release();
            Ticket<List<Score>> next = queue.submit(request("a"));
            assertThat(response(next).timings().tokenization())
                    .isEqualTo(Duration.ofSeconds(4).toNanos());
        }
    }

    @Test
    void whoWouldWaitTooLongIsRefusedAtOnce() throws Exception {
        response(queue.submit(request("two tokens")));
        computer.batch();
        submitHeld("two tokens");
        queue.submit(request(FakeComputer.CLASSIFY, texts("six", 6)));
        assertThat(refused(texts("more", 6).toArray(String[]::new)).sentence())
                .as("2 tokens that run, 12 that wait and 12 of its own, at 2 tokens a second")
                .isEqualTo(
                        "the response would take about 13.0 s, too long for the timeout of 10.0 s;"
                                + " try again later, or with fewer inputs");
        assertThat(refused(texts("more", 6).toArray(String[]::new)).retryAfterSeconds())
                .hasValue(9);
        Ticket<List<Score>> short_one = queue.submit(request("a"));
        computer.release();
        assertThat(labels(response(short_one))).containsExactly("a");
    }

    @Test
    void whoHasWaitedTooLongIsRefusedWithoutBeingComputed() throws Exception {
        response(queue.submit(request(FakeComputer.CLASSIFY, texts("a", 8))));
        computer.batch();
        submitHeld("slow");
        Ticket<List<Score>> late = queue.submit(request("late"));
        timer.pass(Duration.ofSeconds(6));
        Ticket<List<Score>> later = queue.submit(request("later"));
        computer.release();
        assertRefused(
                late,
                ErrorType.OVERLOADED,
                "what was before it took longer than expected, and the timeout of 10000 ms is too"
                        + " near; try again later");
        assertThat(((Refusal) failure(late)).retryAfterSeconds()).hasValue(1);
        assertThat(labels(response(later))).containsExactly("later");
        assertThat(computer.rest()).containsExactly(List.of("later"));
    }
}
