package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.loaders.SafetensorsException.Violation;

import java.nio.charset.StandardCharsets;

/** What the tests of the rules have in common: files as strings, and what refuses them. */
final class Violations {

    private Violations() {}

    static void assertViolation(Violation violation, String message, String file) {
        SafetensorsException e = violationOf(file);
        assertThat(e.violation()).as(e.getMessage()).isEqualTo(violation);
        assertThat(e).hasMessageStartingWith("a.safetensors: ").hasMessageContaining(message);
        assertThat(e.getMessage()).contains("; download or save the file again");
    }

    static SafetensorsException violationOf(String file) {
        return catchThrowableOfType(
                SafetensorsException.class,
                () -> SafetensorsFile.of(bytes(file), "a.safetensors").close());
    }

    /** One byte for each char below 256. */
    static byte[] bytes(String file) {
        return file.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String withLength(String header) {
        var file = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            file.append((char) (((long) header.length() >>> (8 * i)) & 255));
        }
        return file.append(header).toString();
    }
}
