package dev.distil4j.app.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.GroupingOptions;
import dev.distil4j.TaggerInput;
import dev.distil4j.TextInput;
import dev.distil4j.ZeroShotOptions;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.TaskRequest;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class MeasuredTest {

    private static final QueueLimits LIMITS =
            new QueueLimits(2, 16, 8, 512, Duration.ofSeconds(30));

    @Test
    void aRequestWithoutAnInputIsRefused() {
        assertRefused(
                FakeComputer.request(),
                ErrorType.EMPTY,
                "the request has no input; send at least one");
    }

    @Test
    void tooManyInputsAreRefused() {
        assertRefused(
                FakeComputer.request("a", "b", "c"),
                ErrorType.VALIDATION,
                "the request has 3 inputs, more than the 2 that this server takes at once; send"
                        + " them in several requests");
    }

    @Test
    void aTextThatIsTooLongIsRefusedByItsNumber() {
        assertRefused(
                FakeComputer.request("short", "one two three four five six"),
                ErrorType.TOKENIZER,
                "input 2 has 6 tokens, more than the 5 of model 'fake'; shorten it, or set"
                        + " \"truncate\" to have it cut");
    }

    @Test
    void aTextThatIsTooLongIsCutForWhoWantsThat() {
        List<TextInput> inputs =
                List.of(TextInput.of("one two three four five six"), TextInput.of("a"));
        Measured measured = measure(new TaskRequest<>(FakeComputer.CLASSIFY, inputs, true));
        assertThat(measured.tokens()).containsExactly(6L, 1L);
        assertThat(measured.computed()).containsExactly(5L, 1L);
        assertThat(measured.truncated()).isTrue();
        assertThat(measured.cost()).isEqualTo(6);
    }

    @Test
    void aTextInWindowsMayBeLongerThanTheModelTakes() {
        Measured measured = measure(windows("one two three four five six"));
        assertThat(measured.computed()).containsExactly(6L);
        assertThat(measured.truncated()).isFalse();
    }

    @Test
    void aTextInWindowsIsRefusedWhenItIsFarTooLong() {
        assertRefused(
                windows("1 2 3 4 5 6 7 8 9"),
                ErrorType.TOKENIZER,
                "the input has 9 tokens, more than the 8 that this server computes in windows; send"
                        + " it in parts");
    }

    @Test
    void aTextThatIsJustShortEnoughIsTaken() {
        assertThat(measure(FakeComputer.request("1 2 3 4 5")).computed()).containsExactly(5L);
        assertThat(measure(windows("1 2 3 4 5 6 7 8")).computed()).containsExactly(8L);
    }

    @Test
    void zeroShotWithoutALabelCostsATextToo() {
        var operation = new Operation.ZeroShot(List.of(), ZeroShotOptions.defaults());
        Measured measured = measure(new TaskRequest<>(operation, List.of("a b"), false));
        assertThat(measured.cost()).isEqualTo(2);
    }

    @Test
    void zeroShotCostsATextForEachLabel() {
        var operation = new Operation.ZeroShot(List.of("x", "y", "z"), ZeroShotOptions.defaults());
        Measured measured = measure(new TaskRequest<>(operation, List.of("a b"), false));
        assertThat(measured.tokens()).containsExactly(2L);
        assertThat(measured.cost(0)).isEqualTo(6);
        assertThat(measured.cost()).isEqualTo(6);
    }

    private static TaskRequest<?, ?> windows(String text) {
        var options =
                new GroupingOptions(
                        GroupingOptions.defaults().aggregation_strategy(),
                        GroupingOptions.defaults().ignore_labels(),
                        1);
        return new TaskRequest<>(
                new Operation.TagEntities(options), List.of(TaggerInput.of(text)), false);
    }

    private static Measured measure(TaskRequest<?, ?> request) {
        return Measured.of(request, new FakeComputer(), LIMITS, new ManualTimer());
    }

    private static void assertRefused(TaskRequest<?, ?> request, ErrorType type, String sentence) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> measure(request));
        assertThat(refusal.type()).isEqualTo(type);
        assertThat(refusal.sentence()).isEqualTo(sentence);
    }
}
