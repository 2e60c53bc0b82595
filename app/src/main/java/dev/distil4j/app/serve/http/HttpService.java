package dev.distil4j.app.serve.http;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.ServerOptions.Tls;
import dev.distil4j.app.serve.metrics.ModelFacts;
import dev.distil4j.app.serve.metrics.ServerMetrics;
import dev.distil4j.app.serve.queue.ModelQueue;
import dev.distil4j.app.serve.queue.QueueListener;
import dev.distil4j.app.serve.task.ServedModel;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The server: it listens from the start, is ready once its models are, and ends in order.
 *
 * <p>Thread-safe.
 */
public final class HttpService implements AutoCloseable {

    /** Event loops only move bytes: the models need the processors. */
    private static final int LOOPS =
            Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 8);

    private static final System.Logger LOGGER =
            System.getLogger(HttpService.class.getPackageName());

    private static final Duration SLOW_LOOP = Duration.ofSeconds(10);

    private final ServerOptions options;
    private final Life life = new Life();
    private final Models models;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConnectionLimit connections;
    private final AccessLog log;
    private final ServerMetrics metrics;
    private final Vertx vertx;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock opening = new ReentrantLock();
    private final List<ServedModel> owned = new ArrayList<>();
    private final Map<String, Served> served = new LinkedHashMap<>();

    /**
     * Starts to listen.
     *
     * @param version of this program
     * @param names of the models that are to be served, the default first
     * @throws Failure if the address can't be had, or a file not be used
     */
    public HttpService(ServerOptions options, List<String> names, String version) {
        this.options = options;
        models = new Models(names);
        metrics = new ServerMetrics(options.queue(), version);
        log = new AccessLog(options.accessLog());
        ServerOptions.Limits limits = options.limits();
        connections = new ConnectionLimit(limits.maxConnections(), limits.readTimeout());
        vertx = Vertx.builder().with(vertxOptions()).withTransport(connections.transport()).build();
        String key = options.access().apiKey();
        ServerParts parts =
                new ServerParts(
                        options,
                        life,
                        models,
                        new RouteTable(
                                Routes.all(
                                        models,
                                        new Pages(life, models, options, metrics, version),
                                        options.queue()),
                                models),
                        new BodyReader(limits),
                        key == null ? null : new ApiKey(key),
                        new Origins(options.access().origins()),
                        log,
                        metrics,
                        threads);
        try {
            listen(new FrontDoor(parts));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static VertxOptions vertxOptions() {
        // Else Vert.x itself answers versions of HTTP that it does not know, in its own way.
        System.setProperty("vertx.disableWebsockets", "true");
        return new VertxOptions()
                .setEventLoopPoolSize(LOOPS)
                .setMaxEventLoopExecuteTime(SLOW_LOOP.toNanos())
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.NANOSECONDS)
                // No files in the folder for temporary ones.
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false));
    }

    private void listen(FrontDoor door) {
        Address address = options.address();
        Listener.Pem pem = address.tls() == null ? null : pem(address.tls());
        try {
            vertx.deployVerticle(
                            () -> {
                                Listener listener = new Listener(address, pem, door);
                                listeners.add(listener);
                                return listener;
                            },
                            new DeploymentOptions().setInstances(LOOPS))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw unlistenable(address, e.getCause());
        }
    }

    private static Failure unlistenable(Address address, @Nullable Throwable cause) {
        String place = address.host() + ":" + address.port();
        return cause instanceof BindException
                ? new Failure(
                        ExitCode.UNAVAILABLE,
                        "%s can't be had (%s); choose another with --host and --port"
                                .formatted(place, cause.getMessage()),
                        cause)
                : new Failure(
                        ExitCode.UNAVAILABLE,
                        address.tls() == null
                                ? "can't listen on %s: %s".formatted(place, cause)
                                : "can't listen on %s with the certificate '%s' and the key '%s' (%s); both are PEM, the key PKCS #8 without a password"
                                        .formatted(
                                                place,
                                                address.tls().certificate(),
                                                address.tls().key(),
                                                cause),
                        cause);
    }

    private static Listener.Pem pem(Tls tls) {
        return new Listener.Pem(read(tls.certificate()), read(tls.key()));
    }

    private static Buffer read(Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO_INPUT, "'%s' can't be read; name a file in PEM".formatted(file), e);
        }
    }

    /** Whether it takes requests that are computed: neither warms up nor ends. */
    public boolean isReady() {
        return life.state() == Life.State.READY;
    }

    /** How many connections are open. */
    int connections() {
        return connections.open();
    }

    /** How many requests have no response yet. */
    int requests() {
        return life.requests();
    }

    /** The port that it listens on. */
    public int port() {
        return listeners.getFirst().port();
    }

    /**
     * Takes the models, which it closes when it ends, warms them and itself up and is ready.
     *
     * @param loaded those that were announced
     */
    public void open(List<ServedModel> loaded) {
        opening.lock();
        try {
            owned.addAll(loaded);
            if (isWanted()) {
                loaded.forEach(ServedModel::warmUp);
                rehearse(loaded);
                serve(loaded);
            } else {
                loaded.forEach(ServedModel::close);
            }
        } finally {
            opening.unlock();
        }
    }

    private boolean isWanted() {
        return life.state() != Life.State.ENDING;
    }

    /** A server that can't rehearse can still serve. */
    private void rehearse(List<ServedModel> loaded) {
        if (options.warmUp().isZero()) {
            return;
        }
        try {
            Rehearsal.of(loaded, options, this::isWanted);
        } catch (IOException | Failure e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the warm-up came to an early end: {0}",
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Is ready with these models, which stay their owner's. */
    void serve(List<ServedModel> loaded) {
        for (ServedModel model : loaded) {
            QueueListener listener = metrics.listener(ModelFacts.of(model));
            served.put(
                    model.name(),
                    new Served(model, new ModelQueue(model, options.queue(), listener)));
        }
        models.open(served);
        life.ready();
    }

    /**
     * Takes no further requests, and lets those that are there come to their end.
     *
     * @return whether all of them did within the grace period
     */
    public boolean end() throws InterruptedException {
        boolean done = life.end(options.grace());
        close();
        return done;
    }

    /** Ends at once: requests that are there get no response. */
    @Override
    public void close() {
        life.ending();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        opening.lock(); // models that warm up can't be closed
        try {
            served.values().forEach(model -> model.queue().close());
            owned.forEach(ServedModel::close);
        } finally {
            opening.unlock();
        }
        threads.shutdownNow();
        log.close();
    }
}
