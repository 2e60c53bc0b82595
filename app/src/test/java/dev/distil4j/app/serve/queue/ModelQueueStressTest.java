package dev.distil4j.app.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Score;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.TaskResponse;
import dev.distil4j.app.serve.task.Timings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class ModelQueueStressTest {

    private static final int THREADS = 16;
    private static final int REQUESTS = 500;
    private static final QueueLimits LIMITS =
            new QueueLimits(50, 16, 100, 12, Duration.ofSeconds(60));

    private final Ends ends = new Ends();
    private final AtomicInteger told = new AtomicInteger();

    /** How often requests came to which end. */
    private static final class Ends {
        final AtomicInteger answered = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();
    }

    /** Counts ends as a queue tells of them. */
    private final QueueListener listener =
            new QueueListener() {
                @Override
                public void answered(ServedTask task, int inputs, Timings timings) {
                    told.incrementAndGet();
                }

                @Override
                public void failed(ServedTask task, int inputs, ErrorType type) {
                    told.incrementAndGet();
                }

                @Override
                public void cancelled(ServedTask task, int inputs) {
                    told.incrementAndGet();
                }
            };

    @Test
    @Timeout(300)
    void noAnswerIsLostDoubledOrSomeoneElsesWhateverComesAtOnce() throws Exception {
        try (ModelQueue queue =
                        new ModelQueue(new FakeComputer(), LIMITS, listener, Timer.system());
                ExecutorService clients = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String name = "client" + thread;
                done.add(clients.submit(() -> converse(queue, name)));
            }
            for (Future<?> client : done) {
                client.get();
            }
            queue.close(Duration.ofSeconds(60));
        }
        assertThat(
                        ends.answered.get()
                                + ends.refused.get()
                                + ends.failed.get()
                                + ends.cancelled.get())
                .isEqualTo(THREADS * REQUESTS);
        assertThat(told).as("each has one end").hasValue(THREADS * REQUESTS);
        assertThat(List.of(ends.answered.get(), ends.refused.get(), ends.failed.get()))
                .as("all of it happened")
                .doesNotContain(0);
    }

    private Void converse(ModelQueue queue, String name) throws Exception {
        var random = new SplittableRandom(name.hashCode());
        for (int number = 0; number < REQUESTS; number++) {
            boolean guilty = random.nextInt(20) == 0;
            List<String> texts =
                    FakeComputer.texts(
                            (guilty ? "guilty " : "") + name + "-" + number, random.nextInt(1, 20));
            var operation = random.nextBoolean() ? FakeComputer.CLASSIFY : FakeComputer.OTHERWISE;
            try {
                Ticket<List<Score>> ticket = queue.submit(FakeComputer.request(operation, texts));
                if (random.nextInt(10) == 0) {
                    ticket.cancel();
                }
                end(ticket, texts, guilty);
            } catch (Refusal refusal) {
                ends.refused.incrementAndGet();
            }
        }
        return null;
    }

    private void end(Ticket<List<Score>> ticket, List<String> texts, boolean guilty)
            throws Exception {
        try {
            TaskResponse<List<Score>> response =
                    ticket.response().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(response.results().stream().map(scores -> scores.getFirst().label()))
                    .isEqualTo(texts);
            ends.answered.incrementAndGet();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                ends.cancelled.incrementAndGet();
                return;
            }
            assertThat(guilty).as(() -> "only the guilty fail, but: " + e).isTrue();
            ends.failed.incrementAndGet();
        }
    }
}
