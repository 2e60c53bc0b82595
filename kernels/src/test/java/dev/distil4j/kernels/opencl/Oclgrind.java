package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.ForkedJvm;

import org.jocl.CL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The simulator of an OpenCL device that tells invalid accesses, races and misuse of the interface
 * (Price and McIntosh-Smith, Oclgrind: An Extensible OpenCL Device Simulator, 2015). It exits with 0
 * whatever it has found: what counts is its log.
 */
final class Oclgrind {

    /** Where Debian installs what an ICD loader takes for a driver. */
    private static final Path DRIVER = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");

    private Oclgrind() {}

    /**
     * What a program did.
     *
     * @param output its lines
     * @param findings what the simulator told; empty for sound kernels
     */
    record Report(List<String> output, String findings) {

        private static final Pattern COUNTED =
                Pattern.compile("Instructions executed for kernel '(\\w+)':");

        /** The kernels that ran. */
        Set<String> kernels() {
            return output.stream()
                    .map(COUNTED::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .collect(Collectors.toSet());
        }

        /** What follows on the lines of that label. */
        List<Double> numbers(String label) {
            return output.stream()
                    .filter(line -> line.startsWith(label))
                    .map(line -> Double.valueOf(line.substring(label.length())))
                    .toList();
        }
    }

    /**
     * Runs a program of the tests whose only OpenCL device is the simulator.
     *
     * @param scratch an existing folder
     */
    static Report run(Path scratch, Class<?> main, String... arguments) throws IOException {
        assertThat(DRIVER).as("Debian's package oclgrind").exists();
        Path vendors = Files.createDirectories(scratch.resolve("vendors"));
        Files.writeString(vendors.resolve("oclgrind.icd"), DRIVER + "\n");
        Path log = scratch.resolve("log");
        List<String> output =
                new ForkedJvm(
                                List.of("--enable-native-access=ALL-UNNAMED"),
                                List.of(CL.class),
                                Map.of(
                                        "OCL_ICD_VENDORS",
                                        vendors.toString(),
                                        "OCLGRIND_LOG",
                                        log.toString(),
                                        "OCLGRIND_CHECK_API",
                                        "1",
                                        "OCLGRIND_DATA_RACES",
                                        "1",
                                        "OCLGRIND_LOCAL_MEM_SIZE",
                                        String.valueOf(48 << 10),
                                        "OCLGRIND_INST_COUNTS",
                                        "1"))
                        .run(main, arguments);
        return new Report(output, Files.exists(log) ? Files.readString(log) : "");
    }
}
