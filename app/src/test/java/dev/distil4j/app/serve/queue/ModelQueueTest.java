package dev.distil4j.app.serve.queue;

import static dev.distil4j.app.serve.queue.FakeComputer.request;
import static dev.distil4j.app.serve.queue.FakeComputer.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.distil4j.Score;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.Timings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class ModelQueueTest extends QueueFixture {

    @Test
    void aRequestOfSeveralBatchesHasOneResponseInItsOrder() throws Exception {
        var response = response(queue.submit(request(FakeComputer.CLASSIFY, texts("a", 20))));
        assertThat(labels(response)).isEqualTo(texts("a", 20));
        assertThat(response.tokens()).hasSize(20).containsOnly(2L);
        assertThat(response.truncated()).isFalse();
        assertThat(response.timings()).isEqualTo(new Timings(0, 0, SECOND.toNanos() * 3));
    }

    @Test
    void theTimeThatARequestWaitsIsNotThatInWhichItIsComputed() throws Exception {
        Ticket<List<Score>> first = submitHeld("first");
        Ticket<List<Score>> second = queue.submit(request("second"));
        computer.release();
        assertThat(response(first).timings()).isEqualTo(new Timings(0, 0, SECOND.toNanos()));
        assertThat(response(second).timings())
                .isEqualTo(new Timings(0, SECOND.toNanos(), SECOND.toNanos()));
    }

    @Test
    void whatWaitsWhileABatchRunsIsTheNextOne() throws Exception {
        submitHeld("first");
        queue.submit(request("a"));
        queue.submit(request("b"));
        assertThat(events.waiting()).isEqualTo(2);
        computer.release();
        assertThat(computer.batch()).containsExactly("a", "b");
        assertThat(events.waiting()).isZero();
    }

    @Test
    void aCancelledRequestIsNeverComputed() throws Exception {
        submitHeld("first");
        Ticket<List<Score>> gone = queue.submit(request("gone"));
        Ticket<List<Score>> here = queue.submit(request("here"));
        gone.cancel();
        assertThat(events.waiting()).isEqualTo(1);
        computer.release();
        assertThat(labels(response(here))).containsExactly("here");
        assertThat(computer.batch()).containsExactly("here");
        assertThat(failure(gone)).isInstanceOf(CancellationException.class);
        assertThat(events.all()).containsOnlyOnce("cancelled 1");
    }

    @Test
    void aRequestThatIsCancelledHalfWayIsNotComputedFurther() throws Exception {
        computer.hold();
        Ticket<List<Score>> gone = queue.submit(request(FakeComputer.CLASSIFY, texts("gone", 20)));
        computer.batch();
        gone.cancel();
        Ticket<List<Score>> next = queue.submit(request("next"));
        computer.release();
        assertThat(labels(response(next))).containsExactly("next");
        assertThat(computer.batch()).containsExactly("next");
    }

    @Test
    void aFullQueueRefuses() throws Exception {
        submitHeld("first");
        for (String text : List.of("a", "b", "c")) {
            queue.submit(request(text));
        }
        Refusal refusal = refused("d");
        assertThat(refusal.type()).isEqualTo(ErrorType.OVERLOADED);
        assertThat(refusal.sentence()).isEqualTo("3 requests wait already; try again later");
        assertThat(refusal.retryAfterSeconds()).hasValue(1);
        assertThat(events.all()).containsOnlyOnce("failed 1 OVERLOADED");
        computer.release();
    }

    @Test
    void aCancelledRequestTakesNoPlace() throws Exception {
        submitHeld("first");
        Ticket<List<Score>> gone = queue.submit(request("gone"));
        queue.submit(request("b"));
        queue.submit(request("c"));
        gone.cancel();
        Ticket<List<Score>> last = queue.submit(request("last"));
        computer.release();
        assertThat(labels(response(last))).containsExactly("last");
    }

    @Test
    void noBatchIsSoLargeThatARequestInItIsLate() throws Exception {
        response(queue.submit(request("a")));
        computer.batch();
        submitHeld("first");
        queue.submit(request("old"));
        timer.pass(Duration.ofSeconds(2));
        queue.submit(request("b"));
        Ticket<List<Score>> last = queue.submit(request("c"));
        computer.release();
        response(last);
        assertThat(computer.rest())
                .as("2 seconds a token, twice that to be sure, and 7 left for the old one")
                .containsExactly(List.of("old"), List.of("b", "c"));
    }

    @Test
    void anIdleQueueLetsEveryoneIn() throws Exception {
        response(queue.submit(request("a")));
        String[] large = texts("large", 50).toArray(String[]::new);
        computer.hold();
        Ticket<List<Score>> alone = queue.submit(request(large));
        assertThat(refused(large).type()).isEqualTo(ErrorType.OVERLOADED);
        computer.release();
        assertThat(response(alone).results()).hasSize(50);
    }

    @Test
    void whoHasAResponseFindsTheModelIdle() throws Exception {
        var tooMuchForAnother = request(FakeComputer.CLASSIFY, texts("large", 100));
        for (String text : List.of("first", "guilty")) {
            var admitted =
                    submitHeld(text)
                            .response()
                            .handle(
                                    (response, failure) -> {
                                        // At once, or it would be computed while the next one
                                        // comes.
                                        queue.submit(tooMuchForAnother).cancel();
                                        return true;
                                    });
            computer.release();
            assertThat(admitted.toCompletableFuture().get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoHasAResponseWasCountedAndHasNoDeadline() throws Exception {
        for (String text : List.of("fine", "guilty")) {
            var seen =
                    submitHeld(text)
                            .response()
                            .handle(
                                    (response, failure) ->
                                            events.all().getLast() + ", " + timer.alarms());
            computer.release();
            assertThat(seen.toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isEqualTo(text.equals("fine") ? "answered 1, 0" : "failed 1 VALIDATION, 0");
        }
    }

    @Test
    void aGuiltyInputFailsItsOwnRequestAlone() throws Exception {
        submitHeld("first");
        Ticket<List<Score>> guilty = queue.submit(request("fine", "guilty"));
        Ticket<List<Score>> single = queue.submit(request("guilty"));
        Ticket<List<Score>> innocent = queue.submit(request("a", "b"));
        computer.release();
        assertRefused(guilty, ErrorType.VALIDATION, "input 2: it has no mask");
        assertRefused(single, ErrorType.VALIDATION, "it has no mask");
        assertThat(labels(response(innocent))).containsExactly("a", "b");
    }

    @Test
    void whoComesWhileAFailedBatchIsComputedAgainFindsTheModelBusy() throws Exception {
        var found = new CompletableFuture<Throwable>();
        List<ModelQueue> queues = new ArrayList<>();
        var tooMuchForAnother = request(FakeComputer.CLASSIFY, texts("large", 100));
        var failing =
                new FakeComputer(
                        () -> {},
                        texts -> {
                            timer.pass(SECOND);
                            if (texts.equals(List.of("guilty"))) {
                                found.complete(
                                        catchThrowable(
                                                () -> queues.getFirst().submit(tooMuchForAnother)));
                            }
                        });
        try (ModelQueue busy = new ModelQueue(failing, LIMITS, events, timer)) {
            queues.add(busy);
            response(busy.submit(request("first")));
            assertRefused(
                    busy.submit(request("guilty", "innocent")),
                    ErrorType.VALIDATION,
                    "input 1: it has no mask");
            assertThat(found.join())
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.type()).isEqualTo(ErrorType.OVERLOADED));
        }
    }

    @Test
    void whatIsLeftOfAFailedRequestIsNotComputed() throws Exception {
        assertRefused(
                queue.submit(request("guilty", "left")),
                ErrorType.VALIDATION,
                "input 1: it has no mask");
        queue.close(Duration.ofMinutes(1));
        assertThat(computer.rest()).containsExactly(List.of("guilty", "left"), List.of("guilty"));
    }

    @Test
    void aFailingModelIsToldInASentenceWithoutItsCause() throws Exception {
        for (String text : List.of("broken", "huge")) {
            assertRefused(
                    queue.submit(request(text)),
                    ErrorType.BACKEND,
                    "model 'fake' failed to compute it; the server's log says why");
        }
        assertThat(labels(response(queue.submit(request("next"))))).containsExactly("next");
    }

    @Test
    void anInputThatTheDeviceHasNoMemoryForIsToldToBeTooLong() throws Exception {
        assertRefused(
                queue.submit(request("short", "long")),
                ErrorType.BACKEND,
                "input 2: model 'fake' has no memory for an input of that length; send a shorter"
                        + " one");
        assertThat(labels(response(queue.submit(request("next"))))).containsExactly("next");
    }

    @Test
    void closingComputesWhatWaitsAndRefusesWhatComes() throws Exception {
        Ticket<List<Score>> first = submitHeld("first");
        Ticket<List<Score>> waiting = queue.submit(request("waiting"));
        Thread closing = Thread.startVirtualThread(() -> queue.close(Duration.ofMinutes(1)));
        assertThat(refusedOnceClosing().type()).isEqualTo(ErrorType.UNHEALTHY);
        computer.release();
        assertThat(labels(response(first))).containsExactly("first");
        assertThat(labels(response(waiting))).containsExactly("waiting");
        closing.join();
        assertThat(timer.alarms()).isZero();
    }

    @Test
    void whatIsNotReadyWithinTheGracePeriodIsRefused() throws Exception {
        Ticket<List<Score>> first = submitHeld("first");
        Ticket<List<Score>> waiting = queue.submit(request("waiting"));
        queue.close(Duration.ofMillis(1));
        assertRefused(first, ErrorType.UNHEALTHY, "the server ends; send the request elsewhere");
        assertRefused(waiting, ErrorType.UNHEALTHY, "the server ends; send the request elsewhere");
        computer.release();
        queue.close(Duration.ofMinutes(1));
        assertThat(computer.rest()).as("nothing but the first was computed").isEmpty();
    }

    @Test
    void everyRequestHasOneEnd() throws Exception {
        response(queue.submit(request("a", "b")));
        assertRefused(queue.submit(request("guilty")), ErrorType.VALIDATION, "it has no mask");
        refused();
        queue.close(Duration.ofMinutes(1));
        assertThat(events.all())
                .containsExactlyInAnyOrder(
                        "admitted [1, 1]",
                        "computed 2 of 2",
                        "answered 2",
                        "admitted [1]",
                        "failed 1 VALIDATION",
                        "failed 0 EMPTY");
    }

    /** The refusal that comes as soon as the other thread has begun to close the queue. */
    private Refusal refusedOnceClosing() {
        while (true) {
            try {
                queue.submit(request("too late")).cancel();
            } catch (Refusal refusal) {
                return refusal;
            }
        }
    }
}
