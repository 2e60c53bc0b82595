package dev.distil4j.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCountTest {

    @ParameterizedTest
    @CsvSource({
        "0,0 bytes",
        "999,999 bytes",
        "1000,1.0 KB",
        "999949,999.9 KB",
        "999950,1.0 MB",
        "267954768,268.0 MB",
        "1500000000,1.5 GB",
        "9000000000000000,9000.0 TB",
    })
    void sizesAreInTheUnitThatSuits(long bytes, String shown) {
        assertThat(ByteCount.shown(bytes)).isEqualTo(shown);
    }

    @Test
    void oneFileIsNoFiles() {
        assertThat(ByteCount.shown(2000, 1)).isEqualTo("2.0 KB in 1 file");
        assertThat(ByteCount.shown(2000, 2)).isEqualTo("2.0 KB in 2 files");
    }
}
