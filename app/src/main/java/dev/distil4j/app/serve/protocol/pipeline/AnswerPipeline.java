package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.Answer;
import dev.distil4j.QuestionAnsweringOptions;
import dev.distil4j.QuestionInput;
import dev.distil4j.app.output.CodePointOffsets;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;
import dev.distil4j.app.serve.task.Operation.Ask;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/**
 * Question answering of {@code {question, context}}: {@code {score, start, end, answer}}; a list,
 * best first, if more than one answer is asked for. Offsets count code points of the context.
 */
public record AnswerPipeline(Ask operation) implements Pipeline<QuestionInput, List<Answer>> {

    /**
     * With the parameters of the pipeline. {@code max_question_len} changes nothing, as it changes
     * nothing there with any but the slow tokenizers.
     *
     * @throws Refusal if one is out of range
     */
    static AnswerPipeline of(Settings parameters) {
        QuestionAnsweringOptions usual = QuestionAnsweringOptions.defaults();
        parameters.field("max_question_len").ifPresent(AnswerPipeline::requirePositive);
        int top_k = parameters.field("top_k").map(Value::whole).orElse(usual.top_k());
        Integer doc_stride = parameters.field("doc_stride").map(Value::whole).orElse(null);
        int max_answer_len =
                parameters.field("max_answer_len").map(Value::whole).orElse(usual.max_answer_len());
        Integer max_seq_len = parameters.field("max_seq_len").map(Value::whole).orElse(null);
        boolean impossible =
                parameters
                        .field("handle_impossible_answer")
                        .map(Value::flag)
                        .orElse(usual.handle_impossible_answer());
        boolean align =
                parameters.field("align_to_words").map(Value::flag).orElse(usual.align_to_words());
        return new AnswerPipeline(
                new Ask(
                        Checked.of(
                                () ->
                                        new QuestionAnsweringOptions(
                                                top_k,
                                                doc_stride,
                                                max_answer_len,
                                                max_seq_len,
                                                impossible,
                                                align))));
    }

    private static void requirePositive(Value length) {
        if (length.whole() < 1) {
            throw length.refusal("is less than 1; allow questions of at least 1 token");
        }
    }

    @Override
    public long resultsEach() {
        return operation.options().top_k();
    }

    @Override
    public QuestionInput input(Value value) {
        if (!value.isObject()) {
            throw value.otherThan("an object, {\"question\": …, \"context\": …}");
        }
        Fields fields = value.fields();
        QuestionInput input =
                new QuestionInput(
                        fields.needed("question").text(), fields.needed("context").text());
        fields.end();
        return input;
    }

    @Override
    public List<String> names() {
        return List.of("question", "context");
    }

    /** A row for each answer. */
    @Override
    public List<Column<QuestionInput, List<Answer>>> columns() {
        return List.of(
                Column.inputIndex(),
                Column.each("answer", Datatype.BYTES, (_, answer) -> answer.answer()),
                Column.each(
                        "start",
                        Datatype.INT64,
                        (input, answer) -> input.context().codePointCount(0, answer.start())),
                Column.each(
                        "end",
                        Datatype.INT64,
                        (input, answer) -> input.context().codePointCount(0, answer.end())),
                Column.each("score", Datatype.FP32, (_, answer) -> (float) answer.score()));
    }

    @Override
    public void write(JsonGenerator json, QuestionInput input, List<Answer> answers) {
        var context = new CodePointOffsets(input.context());
        if (operation.options().top_k() == 1) {
            PipelineJson.write(json, context, answers.getFirst());
        } else {
            PipelineJson.writeAnswers(json, context, answers);
        }
    }
}
