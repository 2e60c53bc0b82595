package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.testing.Golden;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Sources, inputs and results travel between JVMs. */
class SerializationTest {

    static Stream<Object> travellers() {
        ModelSource source = ModelSource.folder(Golden.folder("small-odd"));
        try (TextClassifier classifier = Distil4J.textClassification(source, Options.defaults())) {
            return Stream.of(
                    source,
                    ModelSource.embedded(),
                    TextInput.of("Good!"),
                    TextInput.pair("was it fun?", "never so BAD"),
                    ClassificationOptions.defaults().topK(2).functionToApply(ScoreFunction.NONE),
                    TaggerInput.of("so good"),
                    TaggerInput.ofWords(List.of("so", "good")),
                    GroupingOptions.defaults()
                            .stride(8)
                            .aggregationStrategy(AggregationStrategy.MAX)
                            .ignoreLabels(Set.of("O", "PER")),
                    new TokenEntity("B-PER", 0.5, 1, "so", 0, 2),
                    new EntityGroup("PER", 0.5, "so good", 0, 7),
                    classifier.classify("Good!"),
                    classifier.info());
        }
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void whatArrivesEqualsWhatWasSent(Object sent) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(sent);
        }
        try (ObjectInputStream input =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(input.readObject()).isEqualTo(sent).isNotSameAs(sent);
        }
    }
}
