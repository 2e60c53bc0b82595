package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command answers with the tiny model that comes for it, in the shape of its pipeline. */
final class TinyModelsCommandsTest {

    private static final String MODELS = "../engine/tiny-models/";
    private static final String NUMBER = "-?\\d[-\\d.Ee]*";
    private static final String TEXT = "\"[^\"]*\"";

    @Test
    void classify() {
        assertThat(answer("classify", "A gripping, funny film"))
                .matches("\\[\\{\"label\":%s,\"score\":%s}]\n".formatted(TEXT, NUMBER));
    }

    @Test
    void fillMask() {
        String candidate =
                "\\{\"score\":%s,\"token\":%s,\"token_str\":%s,\"sequence\":%s}"
                        .formatted(NUMBER, NUMBER, TEXT, TEXT);
        assertThat(answer("fill-mask", "--top-k=2", "Paris is the [MASK] of France."))
                .matches("\\[%s,%s]\n".formatted(candidate, candidate));
    }

    @Test
    void answer() {
        assertThat(answer("answer", "Who sleeps?", "--context=The baker sleeps in the mill."))
                .matches(
                        "\\{\"score\":%s,\"start\":%s,\"end\":%s,\"answer\":%s}\n"
                                .formatted(NUMBER, NUMBER, NUMBER, TEXT));
    }

    @Test
    void tag() {
        String entity =
                "\\{\"entity_group\":%s,\"score\":%s,\"word\":%s,\"start\":%s,\"end\":%s}"
                        .formatted(TEXT, NUMBER, TEXT, NUMBER, NUMBER);
        assertThat(answer("tag", "--ignore-labels=", "Sarah lives in London"))
                .matches("\\[%s(,%s)*]\n".formatted(entity, entity));
    }

    @Test
    void zeroShot() {
        assertThat(answer("zero-shot", "--labels=politics,sport", "The match was a draw."))
                .matches(
                        "\\{\"sequence\":%s,\"labels\":\\[%s,%s],\"scores\":\\[%s,%s]}\n"
                                .formatted(TEXT, TEXT, TEXT, NUMBER, NUMBER));
    }

    @Test
    void embed() {
        assertThat(answer("embed", "A man naps."))
                .matches("\\[%s(,%s)+]\n".formatted(NUMBER, NUMBER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify", "fill-mask", "answer", "tag", "zero-shot", "embed"})
    void infoOfAnyHead(String model) {
        Run run = Run.distil("info", "--model=" + MODELS + model);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("architecture  ").contains("backend       ");
    }

    private static String answer(String command, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--model=" + MODELS + command;
        all[2] = "--json";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        Run run = Run.distil(all);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }
}
