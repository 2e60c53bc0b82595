package dev.distil4j.app.serve.http;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line of JSON for each request: when, what, by whom, how it ended; never a text. Lines are written
 * by a thread of their own; those that it can't keep up with are dropped, and counted in the log.
 */
final class AccessLog implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(AccessLog.class.getPackageName());
    private static final int WAITING = 8192;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(WAITING);
    private final @Nullable Thread writer;
    private final AtomicLong dropped = new AtomicLong();

    /**
     * Opens a log.
     *
     * @param file is appended to; {@code -} for standard output, null for no log
     * @throws Failure if it can't be written
     */
    AccessLog(@Nullable String file) {
        writer = file == null ? null : start(open(file));
    }

    private static OutputStream open(String file) {
        if (file.equals("-")) {
            return new FileOutputStream(FileDescriptor.out);
        }
        try {
            return Files.newOutputStream(
                    Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.OUTPUT,
                    "the access log '%s' can't be written; name a file in a folder that can"
                            .formatted(file),
                    e);
        }
    }

    private Thread start(OutputStream stream) {
        return Thread.ofPlatform().daemon().name("distil-access-log").start(() -> drain(stream));
    }

    /** Notes a call that is over. */
    void write(Call call) {
        if (writer != null && !lines.offer(line(call))) {
            dropped.incrementAndGet();
        }
    }

    private static byte[] line(Call call) {
        HttpServerRequest request = call.request();
        CallFacts facts = call.facts();
        byte[] json =
                Json.bytes(
                        line -> {
                            line.writeStartObject();
                            line.writeStringProperty(
                                    "time",
                                    Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
                            line.writeStringProperty(
                                    "client", request.remoteAddress().hostAddress());
                            line.writeStringProperty("method", request.method().name());
                            line.writeStringProperty("path", request.path());
                            line.writeNumberProperty("status", facts.status());
                            line.writeNumberProperty("bytes", facts.bytes());
                            line.writeName("ms");
                            line.writeRawValue(Scoring.millis(call.nanos()));
                            if (!facts.model().isEmpty()) {
                                line.writeStringProperty("model", facts.model());
                                line.writeNumberProperty("texts", facts.texts());
                                line.writeNumberProperty("tokens", facts.tokens());
                            }
                            line.writeEndObject();
                            line.writeRaw('\n');
                        });
        return json;
    }

    private void drain(OutputStream file) {
        try (OutputStream stream = new BufferedOutputStream(file)) {
            for (byte[] line = lines.take(); line.length > 0; line = lines.take()) {
                stream.write(line);
                if (lines.isEmpty()) {
                    stream.flush();
                }
            }
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the access log ends: it can't be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (dropped.get() > 0) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the access log lacks {0} lines that came too fast",
                    dropped.get());
        }
    }

    /** Writes what is waiting. */
    @Override
    public void close() {
        if (writer != null) {
            try {
                lines.put(END);
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
