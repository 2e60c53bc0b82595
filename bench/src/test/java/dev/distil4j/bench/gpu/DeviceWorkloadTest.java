package dev.distil4j.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.distil4j.kernels.TokenBatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;

/** What is computed: so many sequences of one length, or sentences as they are. */
final class DeviceWorkloadTest {

    @TempDir private Path folder;

    @Test
    void sizesAreTokensBySequences() {
        DeviceWorkload workload = DeviceWorkload.of("16x3", folder);
        assertThat(workload.sequences()).isEqualTo(3);
        assertThat(workload.tokens()).isEqualTo(48);
        TokenBatch batch = workload.packed().getFirst();
        assertThat(batch.starts()).containsExactly(0, 16, 32, 48);
        assertThat(batch.ids()[16]).isEqualTo(101);
        assertThat(batch.ids()[31]).isEqualTo(102);
        assertThat(DeviceWorkload.of("16x3", folder).json()).isEqualTo(workload.json());
    }

    @Test
    void sentencesArePackedInBatchesOf128WithoutPadding() throws IOException {
        Path sentences = folder.resolve("ids");
        List<String> lines = Collections.nCopies(129, "101 7592 102");
        Files.write(sentences, lines);
        Files.writeString(sentences, "101 102\n", StandardOpenOption.APPEND);
        DeviceWorkload workload = DeviceWorkload.of("sst2", sentences);
        assertThat(workload.sequences()).isEqualTo(130);
        assertThat(workload.tokens()).isEqualTo(129 * 3 + 2);
        assertThat(workload.packed()).extracting(TokenBatch::sequences).containsExactly(128, 2);
        TokenBatch last = workload.packed().getLast();
        assertThat(last.starts()).containsExactly(0, 3, 5);
        assertThat(last.ids()).containsExactly(101, 7592, 102, 101, 102);
    }

    @Test
    void anotherNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceWorkload.of("imdb", folder))
                .withMessage("there is no workload 'imdb'; choose TOKENSxSEQUENCES or sst2");
    }
}
