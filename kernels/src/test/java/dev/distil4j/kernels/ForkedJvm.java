package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of the tests, run by the JDK that runs the tests, in a JVM of its own. */
final class ForkedJvm {

    static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";
    static final String VECTOR_BITS = "-Ddistil4j.vector.bits=" + JvmBackends.BITS;

    private ForkedJvm() {}

    /** The lines that {@code main} prints, without the JVM's own warnings. */
    static List<String> run(List<String> jvmArguments, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(folderOf(Backend.class) + File.pathSeparator + folderOf(main));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
            return output.lines().filter(line -> !line.startsWith("WARNING: ")).toList();
        } catch (IOException e) {
            throw new AssertionError(command + " does not start", e);
        } catch (InterruptedException e) {
            throw new AssertionError(command + " was interrupted", e);
        }
    }

    private static String folderOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(type + " lies nowhere", e);
        }
    }
}
