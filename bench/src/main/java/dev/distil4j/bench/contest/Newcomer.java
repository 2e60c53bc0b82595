package dev.distil4j.bench.contest;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.TextClassifier;
import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.WordSequence;
import dev.distil4j.bench.peer.OnnxModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that opens an engine and asks it something, and does nothing else that would cost time
 * or memory: {@link ColdStart} waits for its first answer, {@link Memory} for its last line.
 */
final class Newcomer {

    private Newcomer() {}

    /**
     * Arguments: engine or graph, folder of the model, threads, runs, file with a line of text and
     * one of ids.
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        int threads = Integer.parseInt(args[2]);
        int runs = Integer.parseInt(args[3]);
        List<String> question = Files.readAllLines(Path.of(args[4]));
        if (args[0].equals("distil4j")) {
            ModelSource source = ModelSource.folder(folder);
            try (TextClassifier classifier =
                    Distil4J.textClassification(source, Options.defaults().threads(threads))) {
                answer(() -> classifier.classify(question.getFirst()), runs);
            }
        } else {
            long[] ids =
                    Arrays.stream(question.getLast().split(",", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
            long[] mask = new long[ids.length];
            Arrays.fill(mask, 1);
            try (OnnxModel session = new OnnxModel(folder.resolve(args[0] + ".onnx"), threads)) {
                answer(() -> Arrays.toString(session.run(ids, mask, 1)), runs);
            }
        }
    }

    /**
     * The arguments of such a program, after the question has been written to a file; as a part of
     * the command line it could be too long.
     */
    static String[] arguments(
            String engine, BaseModel model, int threads, int runs, WordSequence words) {
        try {
            Path question = Files.createTempFile("question", ".txt");
            question.toFile().deleteOnExit();
            String ids =
                    Arrays.stream(words.ids())
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining(","));
            Files.writeString(question, words.text() + "\n" + ids + "\n");
            return new String[] {
                engine,
                model.folder().toString(),
                Integer.toString(threads),
                Integer.toString(runs),
                question.toString()
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Question {
        Object ask();
    }

    private static void answer(Question question, int runs) throws IOException {
        System.out.println(question.ask());
        for (int i = 1; i < runs; i++) {
            question.ask();
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            System.out.println(
                    String.join(
                            " ",
                            lines.filter(
                                            line ->
                                                    line.startsWith("VmHWM")
                                                            || line.startsWith("VmRSS"))
                                    .map(line -> line.replaceAll("\\s+", " "))
                                    .toList()));
        }
    }
}
