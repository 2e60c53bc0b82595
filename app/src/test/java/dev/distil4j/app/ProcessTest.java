package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What shows only in a process of its own. */
@Timeout(120)
class ProcessTest {

    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";

    @TempDir private Path folder;

    private static List<String> java(String... args) {
        return javaOn(System.getProperty("java.class.path"), args);
    }

    private static List<String> javaOn(String classPath, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.add("-cp");
        command.add(classPath);
        command.add(Distil.class.getName());
        command.addAll(List.of(args));
        return command;
    }

    private ProcessBuilder distil(String... args) {
        return new ProcessBuilder(java(args)).redirectError(folder.resolve("err").toFile());
    }

    /** What is on standard error besides the JVM's own line. */
    private List<String> err() throws IOException {
        return Files.readAllLines(folder.resolve("err")).stream()
                .filter(line -> !line.equals(WARNING))
                .toList();
    }

    private static void type(Process process, String text) throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write(text.getBytes(UTF_8));
        stdin.flush();
    }

    @Test
    void standardInputIsUtf8WhateverTheLocale() throws Exception {
        ProcessBuilder builder = distil("classify", "--jsonl");
        builder.environment().putAll(Map.of("LC_ALL", "C", "NO_COLOR", ""));
        Process process = builder.start();
        type(process, "schön 😀\n");
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).startsWith("{\"text\":\"schön 😀\",\"label\":");
        assertThat(err()).isEmpty();
    }

    @Test
    void errorsLeaveThroughTheExitCodeWithoutAStackTrace() throws Exception {
        Process process = distil("classify").start();
        process.getOutputStream().write(new byte[] {'a', (byte) 0xFF, '\n'});
        process.getOutputStream().close();
        assertThat(process.waitFor()).isEqualTo(65);
        assertThat(err()).hasSize(1).first().asString().contains("byte 2 (0xFF) is no UTF-8");
    }

    @Test
    void theCpuInsteadOfAGpuIsToldInOneSentenceBesideTheResults() throws Exception {
        String withoutJocl =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(place -> !Path.of(place).getFileName().toString().contains("jocl"))
                        .collect(Collectors.joining(File.pathSeparator));
        Process process =
                new ProcessBuilder(
                                javaOn(
                                        withoutJocl,
                                        "classify",
                                        "--json",
                                        "--backend=auto-gpu",
                                        "A gripping, funny film"))
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).isEqualTo(Run.distil("classify", "--json", "A gripping, funny film").out());
        assertThat(err())
                .singleElement()
                .asString()
                .matches(
                        "distil: warning: no GPU can be used \\(opencl: JOCL is not on the class"
                            + " path; add org\\.jocl:jocl to it\\), so sst2-small \\(embedded\\)"
                            + " runs on \\S+ \\(CPU\\)");
    }

    @Test
    void linesAreAnsweredWhileMoreMayCome() throws Exception {
        Process process = distil("classify").start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        type(process, "great\n");
        assertThat(out.readLine()).endsWith("great");
        type(process, "awful\n");
        assertThat(out.readLine()).endsWith("awful");
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
    }

    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "signals are POSIX")
    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void aSignalLeavesCompleteLines(String signal, int exitCode) throws Exception {
        Process process = distil("classify", "--jsonl").start();
        Thread endless =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        while (true) {
                                            type(process, "a text\n".repeat(1000));
                                        }
                                    } catch (IOException e) {
                                        // The process has ended, as it should.
                                    }
                                });
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        out.readLine();
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
        List<String> lines = out.readAllLines();
        assertThat(process.waitFor()).isEqualTo(exitCode);
        assertThat(lines).allMatch(line -> line.matches("\\{\"text\":\"a text\".*}"));
        assertThat(err()).isEmpty();
        endless.join();
    }

    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "SIGPIPE is POSIX")
    @Test
    void aReaderThatGoesAwayIsNoError() throws Exception {
        Path texts = folder.resolve("texts");
        Files.writeString(texts, "a text\n".repeat(20_000));
        Process process = distil("classify", "--file", texts.toString()).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        out.readLine();
        out.close();
        assertThat(process.waitFor()).isEqualTo(141);
        assertThat(err()).isEmpty();
    }

    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "the launcher is a shell script")
    @Test
    void theScriptRefusesWhatIsNoJdk25InOneSentence() throws Exception {
        ProcessBuilder script =
                new ProcessBuilder(Path.of("..", "distil").toString(), "--version")
                        .redirectError(folder.resolve("err").toFile());
        script.environment().put("DISTIL4J_JAVA", "/nowhere");
        assertThat(script.start().waitFor()).isEqualTo(69);
        assertThat(err())
                .containsExactly(
                        "distil: DISTIL4J_JAVA is '/nowhere', which is not the folder of a JDK 25");
    }
}
