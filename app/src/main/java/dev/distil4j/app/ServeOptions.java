package dev.distil4j.app;

import dev.distil4j.ModelSource;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.serve.ModelChoice;
import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Access;
import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.ServerOptions.Limits;
import dev.distil4j.app.serve.ServerOptions.Tls;
import dev.distil4j.app.serve.queue.QueueLimits;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The options that say how a server is to be. */
final class ServeOptions {

    private static final int MAX_PORT = 65_535;

    private final ServeEnvironment environment;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "[NAME=]MODEL",
            description = {
                "A folder in Hugging Face's layout, or else a name on the hub,",
                "and how its routes call it; may be given several times, the",
                "first is the default of routes that name none. Without it: a",
                "small English sentiment model that comes with Distil4J."
            })
    private @Nullable List<String> models;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Listen here; 0.0.0.0 is everywhere. Default: ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port; 0 is any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Speak TLS with this certificate (chain), PEM.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Its private key, PEM in PKCS #8.")
    private @Nullable Path key;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = {
                "POST requests must bear this key. Others see it in the list",
                "of processes, but not in DISTIL4J_SERVE_API_KEY."
            })
    private @Nullable String apiKey;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            split = ",",
            description = {
                "Let the scripts of this origin's pages read answers, such as",
                "https://example.org, or * for all."
            })
    private List<String> origins = List.of();

    @Option(
            names = "--max-body-bytes",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Of a request. Default: ${DEFAULT-VALUE}.")
    private int maxBodyBytes;

    @Option(
            names = "--max-texts",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Of a request. Default: ${DEFAULT-VALUE}.")
    private int maxTexts;

    @Option(
            names = "--max-text-tokens",
            paramLabel = "N",
            defaultValue = "16384",
            description = "Of a text that is read in windows. Default: ${DEFAULT-VALUE}.")
    private int maxTextTokens;

    @Option(
            names = "--max-batch-tokens",
            paramLabel = "N",
            defaultValue = "256",
            description = {
                "That are computed together; a GPU wants some thousands.",
                "Default: ${DEFAULT-VALUE}."
            })
    private int maxBatchTokens;

    @Option(
            names = "--max-queue",
            paramLabel = "N",
            defaultValue = "512",
            description = "Requests that wait for a model. Default: ${DEFAULT-VALUE}.")
    private int maxQueue;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "1024",
            description = "That are open at once. Default: ${DEFAULT-VALUE}.")
    private int maxConnections;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = TimeSpan.class,
            description = {
                "For a request, once it was read: 500ms, 30s, 2m. Default:",
                "${DEFAULT-VALUE}."
            })
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--read-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = TimeSpan.class,
            description = {
                "For a request's headers, and again for its body. Default:",
                "${DEFAULT-VALUE}."
            })
    private Duration readTimeout = Duration.ZERO;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = TimeSpan.class,
            description = {
                "Before it is ready, the server sends requests to itself until",
                "its code is compiled, for so long at most. Default:",
                "${DEFAULT-VALUE}."
            })
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "20s",
            converter = TimeSpan.class,
            description = {
                "For requests that are there when the server is told to end.",
                "Default: ${DEFAULT-VALUE}."
            })
    private Duration grace = Duration.ZERO;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "Append a line of JSON for each request; - for standard output.")
    private @Nullable String accessLog;

    ServeOptions(ServeEnvironment environment) {
        this.environment = environment;
    }

    /** The models, the default first. */
    List<ModelChoice> models() {
        List<String> named = models == null ? environment.models() : models;
        return named.isEmpty()
                ? List.of(new ModelChoice("sst2-small", ModelSource.embedded()))
                : ModelChoice.distinct(named.stream().map(ModelChoice::of).toList());
    }

    /** The server. */
    ServerOptions server() {
        if (port < 0 || port > MAX_PORT) {
            throw Failure.usage(
                    "--port needs a number from 0 to %d, not %d".formatted(MAX_PORT, port));
        }
        if (apiKey != null && apiKey.isBlank()) {
            throw Failure.usage("--api-key is empty; leave it out if anybody may ask");
        }
        return new ServerOptions(
                new Address(host, port, tls()),
                new Limits(
                        atLeastOne("--max-body-bytes", maxBodyBytes),
                        readTimeout,
                        atLeastOne("--max-connections", maxConnections)),
                new QueueLimits(
                        atLeastOne("--max-texts", maxTexts),
                        atLeastOne("--max-batch-tokens", maxBatchTokens),
                        atLeastOne("--max-text-tokens", maxTextTokens),
                        atLeastOne("--max-queue", maxQueue),
                        timeout),
                new Access(apiKey, origins),
                warmUp,
                grace,
                accessLog);
    }

    private @Nullable Tls tls() {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw Failure.usage("--tls-cert and --tls-key belong together");
        }
        return new Tls(certificate, key);
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw Failure.usage("%s needs at least 1, not %d".formatted(option, value));
        }
        return value;
    }
}
