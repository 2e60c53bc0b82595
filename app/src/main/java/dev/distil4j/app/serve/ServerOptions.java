package dev.distil4j.app.serve;

import dev.distil4j.app.serve.queue.QueueLimits;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a server is to be.
 *
 * @param address where it listens
 * @param limits of what its clients send
 * @param queue how much each model takes
 * @param access who may ask
 * @param warmUp how long it may send requests to itself before it is ready; zero if not at all
 * @param grace how long requests may take to end when the server ends
 * @param accessLog the file that gets a line for each request, {@code -} for standard output; null
 *     for none
 */
public record ServerOptions(
        Address address,
        Limits limits,
        QueueLimits queue,
        Access access,
        Duration warmUp,
        Duration grace,
        @Nullable String accessLog) {

    /**
     * Where a server listens.
     *
     * @param port 0 for any that is free
     * @param tls what it proves with that it is itself; null for none
     */
    public record Address(String host, int port, @Nullable Tls tls) {}

    /**
     * Files in PEM.
     *
     * @param certificate the server's own first, then those that vouch for it
     * @param key the private one, in PKCS #8
     */
    public record Tls(Path certificate, Path key) {}

    /**
     * Limits of what clients send.
     *
     * @param maxBodyBytes of a request
     * @param readTimeout for the head of a request, and again for its body
     * @param maxConnections that are open at once
     */
    public record Limits(int maxBodyBytes, Duration readTimeout, int maxConnections) {}

    /**
     * Who may ask.
     *
     * @param apiKey what POST requests must bear; null if anybody may ask
     * @param origins of the pages whose scripts may read answers; {@code *} for all
     */
    public record Access(@Nullable String apiKey, List<String> origins) {
        public Access {
            origins = List.copyOf(origins);
        }

        /** Does not tell the key. */
        @Override
        public String toString() {
            return "Access[apiKey=%s, origins=%s]"
                    .formatted(apiKey == null ? "none" : "set", origins);
        }
    }

    /** On loopback, port 8080, for everybody there. */
    public static ServerOptions defaults() {
        return new ServerOptions(
                new Address("127.0.0.1", 8080, null),
                new Limits(2_000_000, Duration.ofSeconds(30), 1024),
                QueueLimits.defaults(),
                new Access(null, List.of()),
                Duration.ofSeconds(3),
                Duration.ofSeconds(20),
                null);
    }

    /** These, but elsewhere. */
    public ServerOptions at(Address other) {
        return new ServerOptions(other, limits, queue, access, warmUp, grace, accessLog);
    }

    /** These, with other limits. */
    public ServerOptions within(Limits other) {
        return new ServerOptions(address, other, queue, access, warmUp, grace, accessLog);
    }

    /** These, with other queues. */
    public ServerOptions queueing(QueueLimits other) {
        return new ServerOptions(address, limits, other, access, warmUp, grace, accessLog);
    }

    /** These, for others. */
    public ServerOptions admitting(Access other) {
        return new ServerOptions(address, limits, queue, other, warmUp, grace, accessLog);
    }

    /** These, with another time to warm up. */
    public ServerOptions warmingUp(Duration other) {
        return new ServerOptions(address, limits, queue, access, other, grace, accessLog);
    }

    /** These, with another grace period. */
    public ServerOptions grace(Duration other) {
        return new ServerOptions(address, limits, queue, access, warmUp, other, accessLog);
    }

    /** These, with a line for each request in such a file; null for none. */
    public ServerOptions logging(@Nullable String file) {
        return new ServerOptions(address, limits, queue, access, warmUp, grace, file);
    }
}
