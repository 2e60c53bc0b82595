package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A main class of the tests, run by the JDK that runs the tests, in a JVM of its own.
 *
 * @param arguments of the JVM
 * @param libraries a class of each library that its class path has besides kernels and their tests
 * @param environment variables that differ from ours
 */
public record ForkedJvm(
        List<String> arguments, List<Class<?>> libraries, Map<String, String> environment) {

    static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";
    static final String VECTOR_BITS = "-Ddistil4j.vector.bits=" + JvmBackends.BITS;

    /** The lines that {@code main} prints, without the JVM's own warnings. */
    static List<String> run(List<String> jvmArguments, Class<?> main, String... arguments) {
        return new ForkedJvm(jvmArguments, List.of(), Map.of()).run(main, arguments);
    }

    /** The lines that {@code main} prints, to standard error too, without the JVM's own warnings. */
    public List<String> run(Class<?> main, String... mainArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        command.add("-cp");
        command.add(classPath(main));
        command.add(main.getName());
        command.addAll(List.of(mainArguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
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

    private String classPath(Class<?> main) {
        List<String> places = new ArrayList<>();
        places.add(placeOf(Backend.class));
        places.add(placeOf(main));
        libraries.forEach(library -> places.add(placeOf(library)));
        return String.join(File.pathSeparator, places);
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(type + " lies nowhere", e);
        }
    }
}
