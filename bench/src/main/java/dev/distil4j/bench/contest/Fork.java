package dev.distil4j.bench.contest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a class in a JVM of its own, with what this one has on its class path. That goes through the
 * environment: ONNX Runtime 1.29.0 crashes in a process whose command line has 4,096 bytes.
 */
final class Fork {

    private Fork() {}

    /**
     * Runs it to its end.
     *
     * @param threads that engines take which ask the environment
     * @return what it printed; its errors go where ours go
     * @throws IllegalStateException if it fails
     */
    static String run(int threads, List<String> jvmArguments, Class<?> main, String... arguments) {
        try {
            Process process = start(threads, jvmArguments, main, arguments);
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        "%s %s ended with status %d"
                                .formatted(
                                        main.getSimpleName(), String.join(" ", arguments), status));
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it. */
    static Process start(int threads, List<String> jvmArguments, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dai.djl.offline=true");
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("distil4j.") || name.equals("DJL_CACHE_DIR")) {
                command.add("-D" + name + "=" + System.getProperty(name));
            }
        }
        command.addAll(jvmArguments);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("RAYON_NUM_THREADS", Integer.toString(threads));
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.environment().put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
        return builder.start();
    }
}
