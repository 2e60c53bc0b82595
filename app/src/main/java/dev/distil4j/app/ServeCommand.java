package dev.distil4j.app;

import dev.distil4j.Options;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.JulBridge;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.model.DownloadProgress;
import dev.distil4j.app.serve.ModelChoice;
import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.http.HttpService;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** {@code distil serve}. */
@Command(
        name = "serve",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Answer requests over HTTP until SIGTERM or Ctrl-C.",
        footer = {
            "",
            "Each option has a variable of the environment, which counts where the option is not",
            "given: DISTIL4J_SERVE_MAX_TEXTS for --max-texts, and so on. Models in",
            "DISTIL4J_SERVE_MODEL are separated by commas.",
            "",
            "Examples:",
            "  distil serve",
            "  distil serve --model sentiment=my-model --model dslim/distilbert-NER --port 9000",
            "  curl -H 'Content-Type: application/json' -d '{\"inputs\": \"A funny film\"}' \\",
            "    http://127.0.0.1:8080/predict"
        })
final class ServeCommand implements Runnable {

    private final Streams streams;
    private final ServeEnvironment environment;

    @Mixin private final ServeOptions options;
    @Mixin private final EngineOptions engine = new EngineOptions();

    private ServeCommand(Streams streams, ServeEnvironment environment) {
        this.streams = streams;
        this.environment = environment;
        options = new ServeOptions(environment);
    }

    /** The command, with options that it also takes from the environment. */
    static CommandLine commandLine(Streams streams, Map<String, String> variables) {
        ServeEnvironment environment = new ServeEnvironment(variables);
        return new CommandLine(new ServeCommand(streams, environment))
                .setDefaultValueProvider(environment);
    }

    @Override
    public void run() {
        ServerOptions server = options.server();
        List<ModelChoice> models = options.models();
        Options engines = engine.apply(Options.defaults());
        environment
                .unknown()
                .forEach(name -> streams.tell(name + " is no setting; see distil serve --help"));
        JulBridge.install();
        HttpService service =
                new HttpService(
                        server, models.stream().map(ModelChoice::name).toList(), Version.number());
        streams.tell("listening on " + url(server, service.port()));
        streams.tell("with " + ServeSettings.of(server));
        Thread hook = new Thread(() -> end(service), "distil-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            service.open(load(models, engines));
        } catch (RuntimeException | Error e) {
            Runtime.getRuntime().removeShutdownHook(hook);
            service.close();
            throw e;
        }
        if (service.isReady()) {
            streams.tell("ready");
        }
        waitForSignal();
    }

    private List<ServedModel> load(List<ModelChoice> models, Options engines) {
        List<ServedModel> loaded = new ArrayList<>();
        for (ModelChoice choice : models) {
            ServedModel model = open(choice, engines);
            loaded.add(model);
            streams.tell(
                    "model %s: %s on %s"
                            .formatted(
                                    choice.name(),
                                    model.tasks().stream()
                                            .map(ServedTask::label)
                                            .collect(Collectors.joining(", ")),
                                    model.info().kernels()));
        }
        return loaded;
    }

    private ServedModel open(ModelChoice choice, Options engines) {
        try (DownloadProgress progress = new DownloadProgress(streams)) {
            return ServedModel.open(choice.name(), choice.source(), engines.downloads(progress));
        }
    }

    private static String url(ServerOptions options, int port) {
        Address address = options.address();
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        return "%s://%s:%d".formatted(address.tls() == null ? "http" : "https", host, port);
    }

    /** Told by a signal, the server ends in order, and that is no failure of the process. */
    private void end(HttpService service) {
        streams.tell("ending, once requests have their responses");
        int exitCode = 0;
        try {
            if (!service.end()) {
                streams.tell("the grace period is over; some requests got no response");
            }
        } catch (InterruptedException e) {
            exitCode = ExitCode.UNEXPECTED;
        }
        // The JVM would tell the signal.
        Runtime.getRuntime().halt(exitCode);
    }

    private static void waitForSignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
