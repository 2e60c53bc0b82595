package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Access;
import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.queue.QueueLimits;
import dev.distil4j.app.serve.task.ServedModel;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What a server does before it is ready, so that its first clients meet code that is compiled: a second
 * one, behind a port of this machine that nobody else knows a key for, is sent requests until the
 * compilers have little left to do. What is counted and logged for clients knows nothing of them.
 */
final class Rehearsal {

    private static final int CLIENTS = 4;

    private static final int LOOK_MILLIS = 500;

    /** Compilers that are at work for a smaller part of the time are at rest. */
    private static final double REST = 0.1;

    /** Where the status stands in a response's first line. */
    private static final int STATUS = "HTTP/1.1 ".length();

    private static final String LENGTH = "content-length:";

    private final List<byte[]> requests;
    private final int port;
    private final BooleanSupplier wanted;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private volatile boolean over;

    private Rehearsal(List<byte[]> requests, int port, BooleanSupplier wanted) {
        this.requests = requests;
        this.port = port;
        this.wanted = wanted;
    }

    /**
     * Rehearses with models that are warm themselves.
     *
     * @param options of the server that it is for, which say how long it may take
     * @param wanted whether it is to go on
     * @return how many requests got which status
     */
    static Map<Integer, Integer> of(
            List<ServedModel> models, ServerOptions options, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        ServerOptions own =
                options.at(new Address("127.0.0.1", 0, null))
                        .admitting(new Access(key, List.of()))
                        .within(ServerOptions.defaults().limits())
                        .queueing(QueueLimits.defaults())
                        .logging(null);
        List<String> names = models.stream().map(ServedModel::name).toList();
        try (HttpService service = new HttpService(own, names, "rehearsal")) {
            service.serve(models);
            List<byte[]> requests = RehearsedRequests.of(models, key);
            return new Rehearsal(requests, service.port(), wanted).run(options.warmUp());
        }
    }

    private Map<Integer, Integer> run(Duration most) throws IOException, InterruptedException {
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(this::converse));
            }
            try {
                waitForCompilers(most);
            } finally {
                over = true;
            }
        }
        try {
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
        return Map.copyOf(statuses);
    }

    private void waitForCompilers(Duration most) throws InterruptedException {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        long end = System.nanoTime() + most.toNanos();
        double busy = 1;
        while (wanted.getAsBoolean() && busy > REST && System.nanoTime() < end) {
            long before = millis(compilers);
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            TimeUnit.MILLISECONDS.sleep(Math.clamp(left, 1, LOOK_MILLIS));
            busy = (double) (millis(compilers) - before) / LOOK_MILLIS;
        }
    }

    private static long millis(@Nullable CompilationMXBean compilers) {
        return compilers == null ? 0 : compilers.getTotalCompilationTime();
    }

    private @Nullable Void converse() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            do {
                int request = Math.floorMod(next.getAndIncrement(), requests.size());
                socket.getOutputStream().write(requests.get(request));
                statuses.merge(status(in), 1, Integer::sum);
            } while (!over);
        }
        return null;
    }

    /** Reads a whole response. */
    private static int status(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(STATUS, STATUS + 3));
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server has ended the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
