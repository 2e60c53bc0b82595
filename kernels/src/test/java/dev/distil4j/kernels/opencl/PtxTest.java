package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Activation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What uses tensor cores compiles to their instructions: without a GPU, by the compiler that PoCL
 * needs, too. The drivers of NVIDIA have another, which understands the same PTX.
 */
@Tag("opencl")
final class PtxTest {

    /** Programs, and how many products a warp makes of each step. */
    static final Map<Program, Integer> PROGRAMS = programs();

    static final List<Program> ALL = List.copyOf(PROGRAMS.keySet());

    @TempDir private Path scratch;

    private static Map<Program, Integer> programs() {
        Map<Program, Integer> programs = new LinkedHashMap<>();
        programs.put(product(MmaConfig.LARGE, Activation.RELU), 4 * 4 * 2);
        programs.put(product(MmaConfig.MEDIUM, Activation.TANH), 2 * 4 * 2);
        programs.put(product(MmaConfig.SMALL, Activation.IDENTITY), 2 * 4);
        for (MmaConfig tiles : Tuner.MMA) {
            int parts = tiles.warpRows() / 16 * (tiles.warpCols() / 8);
            programs.put(product(tiles, Activation.GELU), parts * (tiles.tileDepth() / 16));
        }
        programs.put(AttentionMmaProgram.of(TensorCores.PTX, 16, 64), 4 + 2 * 2);
        programs.put(AttentionMmaProgram.of(TensorCores.PTX, 32, 20), 4 * 2 + 2 * 4);
        programs.put(AttentionMmaProgram.of(TensorCores.PTX, 64, 128), 4 * 4 + 2 * 8);
        programs.put(new MmaProbe(TensorCores.PTX), 4);
        return programs;
    }

    private static Program product(MmaConfig config, Activation activation) {
        return new LinearMmaProgram(TensorCores.PTX, config, activation);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void tensorCoresAreUsed(Program program) throws Exception {
        String ptx = compile(program);
        String kernel = ptx.substring(ptx.indexOf(".entry")); // the functions come before it
        assertThat(count(kernel, "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32"))
                .isEqualTo(PROGRAMS.get(program));
        assertThat(kernel)
                .contains("ldmatrix.sync.aligned.m8n8.x4.shared.b16")
                .contains("cp.async.cg.shared.global")
                .contains("cp.async.wait_group")
                // Parts of matrices stay in registers.
                .doesNotContain("__local_depot");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private String compile(Program program) throws Exception {
        Path source = scratch.resolve("program.cl");
        StringBuilder text = new StringBuilder();
        for (String name : program.sources()) {
            text.append(resource(name));
        }
        Files.writeString(source, text);
        List<String> command = new ArrayList<>(List.of(clang()));
        command.addAll(List.of("--target=nvptx64-nvidia-nvcl", "-march=sm_80"));
        command.addAll(List.of("-Xclang", "-target-feature", "-Xclang", "+ptx72"));
        command.addAll(List.of("-x", "cl", "-cl-std=CL1.2", "-Xclang", "-finclude-default-header"));
        command.addAll(program.defines());
        command.addAll(List.of("-O3", "-S", "-o", "-", source.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = Program.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The newest on the path whose name has a version, or the one without. */
    private static String clang() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(
                        folder ->
                                Stream.of("clang-19", "clang-16", "clang-15", "clang-14", "clang")
                                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no clang on the path"))
                .toString();
    }
}
