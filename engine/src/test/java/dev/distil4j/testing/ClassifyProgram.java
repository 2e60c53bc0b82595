package dev.distil4j.testing;

import static java.util.stream.Collectors.joining;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelInfo;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.TextClassifier;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Prints the backend, why it is not a better one, and the logits of each line of its input. */
public final class ClassifyProgram {

    /** Stands for the embedded model. */
    public static final String EMBEDDED = "embedded";

    /** Stands for the best backend. */
    public static final String BEST = "best";

    private ClassifyProgram() {}

    /** Takes a model and a backend. */
    public static void main(String[] arguments) {
        ModelSource source =
                arguments[0].equals(EMBEDDED)
                        ? ModelSource.embedded()
                        : ModelSource.folder(Path.of(arguments[0]));
        Options options = Options.defaults();
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (TextClassifier classifier =
                Distil4J.textClassification(
                        source,
                        arguments[1].equals(BEST) ? options : options.backend(arguments[1]))) {
            ModelInfo info = classifier.info();
            PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            output.println(info.backend());
            output.println(info.refusals());
            for (float[] logits : Logits.of(classifier, input.lines().toList())) {
                output.println(
                        IntStream.range(0, logits.length)
                                .mapToObj(i -> Float.toHexString(logits[i]))
                                .collect(joining(" ")));
            }
        }
    }

    /**
     * What the program printed.
     *
     * @param backend its name
     * @param refusals why it is not a better one
     * @param logits of each text, every bit of them
     */
    public record Output(String backend, String refusals, List<float[]> logits) {

        static Output parse(List<String> lines) {
            return new Output(
                    lines.get(0),
                    lines.get(1),
                    lines.stream().skip(2).map(Output::floats).toList());
        }

        private static float[] floats(String line) {
            List<String> numbers = Arrays.asList(line.split(" ", -1));
            float[] values = new float[numbers.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.parseFloat(numbers.get(i));
            }
            return values;
        }
    }
}
