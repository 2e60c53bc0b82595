package dev.distil4j.app;

import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Tls;
import dev.distil4j.app.serve.queue.QueueLimits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The options that a server runs with, as they would be given; the key is not told. */
final class ServeSettings {

    private final List<String> words = new ArrayList<>();

    private ServeSettings() {}

    /** All of them in a line. */
    static String of(ServerOptions options) {
        ServeSettings settings = new ServeSettings();
        settings.add("host", options.address().host());
        settings.add("port", options.address().port());
        Tls tls = options.address().tls();
        settings.add("tls-cert", tls == null ? null : tls.certificate());
        settings.add("tls-key", tls == null ? null : tls.key());
        settings.add("api-key", options.access().apiKey() == null ? null : "(set)");
        options.access().origins().forEach(origin -> settings.add("cors", origin));
        settings.add("max-body-bytes", options.limits().maxBodyBytes());
        settings.add("max-connections", options.limits().maxConnections());
        settings.add("read-timeout", span(options.limits().readTimeout()));
        QueueLimits queue = options.queue();
        settings.add("max-texts", queue.max_client_batch_size());
        settings.add("max-text-tokens", queue.max_text_tokens());
        settings.add("max-batch-tokens", queue.max_batch_tokens());
        settings.add("max-queue", queue.max_queued_requests());
        settings.add("timeout", span(queue.timeout()));
        settings.add("warm-up", span(options.warmUp()));
        settings.add("grace", span(options.grace()));
        settings.add("access-log", options.accessLog());
        return String.join(" ", settings.words);
    }

    private void add(String name, @Nullable Object value) {
        if (value != null) {
            words.add("--%s %s".formatted(name, value));
        }
    }

    private static String span(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
