package dev.distil4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

class OutputTest {

    private static Output failing(String reason) {
        return new Output(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(reason);
                    }
                });
    }

    @Test
    void aFullDiskIsAFailure() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> failing("No space left on device").write("x"))
                .withMessage("the results can't be written: No space left on device")
                .matches(failure -> failure.exitCode() == ExitCode.OUTPUT);
    }

    @Test
    void aBrokenPipeIsAnEnd() {
        assertThatThrownBy(() -> failing("Broken pipe").write("x"))
                .isInstanceOf(BrokenPipeException.class);
    }

    @Test
    void stoppingWaitsForTheRunningWriteAndAdmitsNoOther() throws InterruptedException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Output output =
                new Output(
                        new OutputStream() {
                            @Override
                            public void write(int b) {
                                begun.countDown();
                                awaitQuietly(mayEnd);
                                written.write(b);
                            }
                        });
        Thread writer = Thread.ofPlatform().start(() -> output.write("a line\n"));
        begun.await();
        Thread stopper = Thread.ofPlatform().start(output::stop);
        mayEnd.countDown();
        stopper.join();
        writer.join();
        assertThat(written).hasToString("a line\n");

        Thread late = Thread.ofPlatform().daemon().start(() -> output.write("late\n"));
        assertThat(late.join(java.time.Duration.ofMillis(100))).isFalse();
        assertThat(written).hasToString("a line\n");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
