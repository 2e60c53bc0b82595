package dev.distil4j.loaders;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that asks for a model by the settings of its environment, and prints the folder. */
final class HubFetch {

    private HubFetch() {}

    static Process start(URI endpoint, Path cache, Path output, String... javaOptions)
            throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        var command = new ArrayList<>(List.of(java));
        command.addAll(List.of(javaOptions));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        HubFetch.class.getName(),
                        HubFixture.NAME.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("HF_HUB_CACHE", cache.toString());
        builder.environment().put("HF_ENDPOINT", endpoint.toString());
        builder.environment().put("HF_HUB_OFFLINE", "0");
        File file = output.toFile();
        return builder.redirectErrorStream(true).redirectOutput(file).start();
    }

    /** The name of the model is the first argument. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        var hub = new Hub(HubSettings.fromEnvironment());
        System.out.println(hub.folder(HubName.parse(args[0])));
    }
}
