package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.model.Encoder;
import dev.distil4j.model.SequenceClassifier;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.TokenizerInput;
import dev.distil4j.tokenizer.Truncation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An open model computes what was encoded before, packed, and says which part is whose. */
class EncodingsTest {

    private static final int PIECES = 97;

    /** Some thousand tokens: several batches. */
    private static final String LONG = "the film was not dull, but never great. ".repeat(400);

    private OpenModel<Encoder> model;

    @BeforeEach
    void open(@TempDir Path folder) {
        SeededCheckpoint.of("bert", "Model", PIECES, 3).write(folder, Golden.folder("small-odd"));
        Options options = Options.defaults().threads(2);
        model =
                Sources.read(
                        ModelSource.folder(folder),
                        options,
                        files -> OpenModel.open(files, options, Encoder::load));
    }

    @AfterEach
    void close() {
        model.close();
    }

    private List<float[]> hidden(List<Encoding> encodings, OpenModel.Rows rows) {
        return model.logits(
                encodings,
                rows,
                (encoder, call, batch, wanted) -> call.read(encoder.forward(call, batch, wanted)));
    }

    private List<Encoding> encodings() {
        List<Encoding> encodings = new ArrayList<>();
        encodings.add(model.tokenizer().encode("never so BAD", "was it fun?"));
        encodings.addAll(
                model.tokenizer()
                        .windows(
                                TokenizerInput.of("was it fun?", LONG),
                                model.tokenizer()
                                        .options()
                                        .maxLength(150)
                                        .truncation(Truncation.ONLY_SECOND)
                                        .stride(40)));
        encodings.add(model.tokenizer().encode(""));
        return encodings;
    }

    @Test
    void eachEncodingGetsTheBitsThatItGetsAlone() {
        List<Encoding> encodings = encodings();
        assertThat(encodings).hasSizeGreaterThan(20);
        List<float[]> together = hidden(encodings, RowSelection::all);
        assertThat(together).hasSameSizeAs(encodings);
        for (int i = 0; i < encodings.size(); i++) {
            float[] alone = hidden(List.of(encodings.get(i)), RowSelection::all).getFirst();
            assertThat(together.get(i)).hasSize(encodings.get(i).length() * 36).isEqualTo(alone);
        }
    }

    @Test
    void wantedRowsGoToTheirEncodings() {
        List<Encoding> encodings = encodings();
        int wanted = model.tokenizer().encode("film").ids()[1];
        List<float[]> some = hidden(encodings, batch -> rowsOf(wanted, batch));
        List<float[]> all = hidden(encodings, RowSelection::all);
        assertThat(some.getFirst()).isEmpty();
        assertThat(some.getLast()).isEmpty();
        for (int i = 0; i < encodings.size(); i++) {
            int at = 0;
            for (int row = 0; row < encodings.get(i).length(); row++) {
                if (encodings.get(i).ids()[row] == wanted) {
                    for (int c = 0; c < 36; c++) {
                        assertThat(some.get(i)[at++]).isEqualTo(all.get(i)[row * 36 + c]);
                    }
                }
            }
            assertThat(some.get(i)).hasSize(at);
        }
    }

    private static RowSelection rowsOf(int id, TokenBatch batch) {
        return RowSelection.of(
                batch,
                IntStream.range(0, batch.total()).filter(row -> batch.ids()[row] == id).toArray());
    }

    @Test
    void tokenTypesAreThoseOfTheEncoding() {
        Encoding pair = model.tokenizer().encode("film", "film");
        Encoding untyped =
                new Encoding(
                        pair.ids(),
                        new int[pair.length()],
                        pair.starts(),
                        pair.ends(),
                        pair.words());
        assertThat(hidden(List.of(pair), RowSelection::all).getFirst())
                .isNotEqualTo(hidden(List.of(untyped), RowSelection::all).getFirst());
    }

    @Test
    void nothingIsMadeOfNothing() {
        assertThat(hidden(List.of(), RowSelection::all)).isEmpty();
    }

    @Test
    void encodingsAndTextsAreComputedAlike(@TempDir Path folder) {
        SeededCheckpoint.of("bert", "SequenceClassification", PIECES, 4, "A", "B")
                .write(folder, Golden.folder("small-odd"));
        Options options = Options.defaults();
        try (OpenModel<SequenceClassifier> classifier =
                Sources.read(
                        ModelSource.folder(folder),
                        options,
                        files -> OpenModel.open(files, options, SequenceClassifier::load))) {
            float[] ofText =
                    classifier
                            .run(
                                    List.of(TextInput.pair("so great", "very dull")),
                                    SequenceClassifier::logits)
                            .getFirst();
            float[] ofEncoding =
                    classifier
                            .logits(
                                    List.of(classifier.tokenizer().encode("so great", "very dull")),
                                    RowSelection::first,
                                    (head, call, batch, _) -> head.logits(call, batch))
                            .getFirst();
            assertThat(ofEncoding).isEqualTo(ofText).hasSize(2);
        }
    }

    @Test
    void aClosedModelComputesNothing() {
        Encoding encoding = model.tokenizer().encode("film");
        model.close();
        assertThatThrownBy(() -> hidden(List.of(encoding), RowSelection::all))
                .isInstanceOf(ClosedException.class);
    }
}
