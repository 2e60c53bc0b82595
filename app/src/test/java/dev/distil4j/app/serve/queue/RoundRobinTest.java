package dev.distil4j.app.serve.queue;

import static dev.distil4j.app.serve.queue.FakeComputer.CLASSIFY;
import static dev.distil4j.app.serve.queue.FakeComputer.OTHERWISE;
import static dev.distil4j.app.serve.queue.FakeComputer.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Score;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.task.Operation;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class RoundRobinTest {

    private static final QueueLimits LIMITS = QueueLimits.defaults();

    private static final RoundRobin.Room ANY = request -> Long.MAX_VALUE;

    private final RoundRobin line = new RoundRobin(16);

    @Test
    void aSingleTextIsInTheNextBatchBesideAThousandOfAnother() {
        stand(CLASSIFY, texts("many", 1000));
        stand(CLASSIFY, List.of("single"));
        assertThat(next()).containsExactly("many 1", "single", "many 2", "many 3", "many 4");
        assertThat(next()).containsExactly("many 5", "many 6", "many 7", "many 8");
    }

    @Test
    void requestsTakeTurns() {
        stand(CLASSIFY, texts("a", 2));
        stand(CLASSIFY, texts("b", 9));
        assertThat(next()).containsExactly("a 1", "b 1", "a 2", "b 2");
        assertThat(next()).containsExactly("b 3", "b 4", "b 5", "b 6");
    }

    @Test
    void allRequestsOfATurnShareABatchAsFarAsItGoes() {
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i")) {
            stand(CLASSIFY, texts(name, 1));
        }
        assertThat(next()).hasSize(8);
        assertThat(next()).containsExactly("i 1");
        assertThat(line.next(ANY)).isNull();
    }

    @Test
    void furtherTurnsEndOnceABatchIsWorthwhile() {
        RoundRobin wide = new RoundRobin(32);
        add(wide, CLASSIFY, texts("many", 100));
        add(wide, CLASSIFY, List.of("single"));
        assertThat(inputs(wide.next(ANY)))
                .as("half of 32 tokens is")
                .containsExactly(
                        "many 1", "single", "many 2", "many 3", "many 4", "many 5", "many 6",
                        "many 7", "many 8");
    }

    @Test
    void aBatchHasRoomForWhoeverIsInIt() {
        stand(CLASSIFY, texts("patient", 1));
        stand(CLASSIFY, texts("hasty", 1));
        stand(CLASSIFY, texts("c", 1));
        stand(CLASSIFY, texts("d", 1));
        RoundRobin.Room room =
                request -> text(request.input(0)).startsWith("hasty") ? 5 : Long.MAX_VALUE;
        assertThat(inputs(line.next(room))).containsExactly("patient 1", "hasty 1");
        assertThat(inputs(line.next(room))).containsExactly("c 1", "d 1");
    }

    @Test
    void whoHasNoRoomForOthersWaitsForABatchOfItsOwn() {
        stand(CLASSIFY, texts("first", 1));
        stand(CLASSIFY, texts("hasty", 1));
        RoundRobin.Room room = request -> text(request.input(0)).startsWith("hasty") ? 3 : 100;
        assertThat(inputs(line.next(room))).containsExactly("first 1");
        assertThat(inputs(line.next(request -> 0)))
                .as("the first is taken in any case")
                .containsExactly("hasty 1");
    }

    @Test
    void onlyEqualOperationsShareABatchAndOthersComeNext() {
        stand(CLASSIFY, texts("a", 2));
        stand(OTHERWISE, texts("x", 1));
        stand(new Operation.Classify(CLASSIFY.options()), texts("b", 1));
        stand(OTHERWISE, texts("y", 1));
        assertThat(next()).containsExactly("a 1", "b 1", "a 2");
        assertThat(next()).containsExactly("x 1", "y 1");
        assertThat(line.isEmpty()).isTrue();
    }

    @Test
    void oneOperationDoesNotKeepAnotherWaitingForAllOfItsInputs() {
        stand(CLASSIFY, texts("many", 1000));
        stand(OTHERWISE, List.of("single"));
        assertThat(next()).containsExactly("many 1", "many 2", "many 3", "many 4");
        assertThat(next()).containsExactly("single");
        assertThat(next()).startsWith("many 5");
    }

    @Test
    void aBatchHasNoMoreTokensThanItMay() {
        stand(CLASSIFY, List.of("one two three four five"));
        stand(CLASSIFY, List.of("one two three four five"));
        stand(CLASSIFY, List.of("one two three four"));
        stand(CLASSIFY, List.of("one two three"));
        assertThat(next()).hasSize(3);
        assertThat(next()).containsExactly("one two three");
    }

    @Test
    void aTextOfMoreTokensGoesAlone() {
        RoundRobin narrow = new RoundRobin(2);
        add(narrow, CLASSIFY, List.of("a text of four"));
        add(narrow, CLASSIFY, List.of("short"));
        assertThat(inputs(narrow.next(ANY))).containsExactly("a text of four");
        assertThat(inputs(narrow.next(ANY))).containsExactly("short");
    }

    @Test
    void whoIsCancelledIsSkipped() {
        Pending<?, ?> gone = stand(CLASSIFY, texts("gone", 3));
        stand(CLASSIFY, List.of("here"));
        gone.cancel();
        assertThat(next()).containsExactly("here");
        assertThat(line.next(ANY)).isNull();
    }

    @Test
    void aheadOfARequestAreAsManyInputsOfEachOtherAsItHas() {
        stand(CLASSIFY, texts("many", 1000));
        stand(CLASSIFY, texts("few", 3));
        assertThat(line.ahead(1)).isEqualTo(2 + 2);
        assertThat(line.ahead(10)).isEqualTo(20 + 6);
        assertThat(line.ahead(5000)).isEqualTo(2000 + 6);
    }

    private List<String> next() {
        return inputs(line.next(ANY));
    }

    private static List<String> inputs(Batch<?, ?> batch) {
        List<String> texts = new ArrayList<>();
        batch.inputs().forEach(input -> texts.add(text(input)));
        return texts;
    }

    private static String text(Object input) {
        return ((TextInput) input).text();
    }

    private Pending<?, ?> stand(Operation.Classify operation, List<String> texts) {
        return add(line, operation, texts);
    }

    private static Pending<TextInput, List<Score>> add(
            RoundRobin line, Operation.Classify operation, List<String> texts) {
        var request = FakeComputer.request(operation, texts);
        var measured = Measured.of(request, new FakeComputer(), LIMITS, new ManualTimer());
        var pending = new Pending<>(request, measured, 0);
        line.add(pending);
        return pending;
    }
}
