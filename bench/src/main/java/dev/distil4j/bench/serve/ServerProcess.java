package dev.distil4j.bench.serve;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on a free port of this machine. */
final class ServerProcess implements AutoCloseable {

    private static final File LOG = new File("target/serve.log");
    private static final long POLL_MILLIS = 200;

    private final Process process;
    private final Client client;

    private ServerProcess(Process process, Client client) {
        this.process = process;
        this.client = client;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param command the script {@code distil}
     * @param timeout of requests
     */
    static ServerProcess start(Path command, Path model, Duration timeout)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> arguments =
                List.of(
                        command.toString(),
                        "serve",
                        "--model",
                        "base=" + model,
                        "--port",
                        Integer.toString(port),
                        "--warm-up",
                        "15s",
                        "--timeout",
                        timeout.toMillis() + "ms");
        Process process =
                new ProcessBuilder(arguments).redirectErrorStream(true).redirectOutput(LOG).start();
        var server = new ServerProcess(process, new Client(URI.create("http://127.0.0.1:" + port)));
        while (!server.client.isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "the server ended with status %d; see %s"
                                .formatted(process.exitValue(), LOG));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Client client() {
        return client;
    }

    /** Ends it as a platform would, and waits for that. */
    @Override
    public void close() {
        client.close();
        process.destroy();
        process.onExit().join();
    }
}
