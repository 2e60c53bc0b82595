package dev.distil4j.app;

import dev.distil4j.Answer;
import dev.distil4j.Distil4J;
import dev.distil4j.InputException;
import dev.distil4j.Options;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.QuestionAnsweringOptions;
import dev.distil4j.QuestionInput;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.input.QuestionOptions;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.CodePointOffsets;
import dev.distil4j.app.output.Format;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.app.output.PipelineJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Objects;

/** {@code distil answer}. */
@Command(
        name = "answer",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Find the part of a text that answers a question about it.",
        footer = {
            "",
            "A context may be of any length; it is read in windows that overlap. --json is what",
            "the pipeline of transformers returns: {\"score\", \"start\", \"end\", \"answer\"}, or"
                    + " with",
            "--top-k of 2 or more a list of them; start and end count code points.",
            "",
            "Examples:",
            "  distil answer \"Who wrote it?\" --context \"It was written by Ada Lovelace.\"",
            "  distil answer --context-file report.txt --top-k 3 \"What did it cost?\" \"Who"
                    + " paid?\"",
            "  distil answer --file questions.jsonl --impossible --jsonl > answers.jsonl"
        })
final class AnswerCommand implements Runnable {

    private final Streams streams;

    @Mixin private final QuestionOptions input = new QuestionOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-k", "--top-k"},
            paramLabel = "N",
            description = "Report the N best answers; without it, the best one.")
    private int top_k = 1;

    @Option(
            names = "--impossible",
            description = "There may be no answer; then it is empty (handle_impossible_answer).")
    private boolean impossible;

    @Option(
            names = "--max-answer-len",
            paramLabel = "N",
            description = "An answer has at most N tokens; without it, 15.")
    private int max_answer_len = QuestionAnsweringOptions.defaults().max_answer_len();

    @Option(
            names = "--no-align-to-words",
            description = "An answer may begin and end inside a word.")
    private boolean no_align_to_words;

    @Option(
            names = "--max-seq-len",
            paramLabel = "N",
            description = {
                "A window has at most N tokens, the question's included;",
                "without it, what the model takes, but at most 384."
            })
    private @Nullable Integer max_seq_len;

    @Option(
            names = "--doc-stride",
            paramLabel = "N",
            description = {
                "A window repeats N tokens of the one before;",
                "without it, half of a window, but at most 128."
            })
    private @Nullable Integer doc_stride;

    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.ANSWER);
    @Mixin private final EngineOptions engine = new EngineOptions();

    AnswerCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        QuestionAnsweringOptions wanted = wanted();
        Options options = engine.apply(Options.defaults());
        try (Inputs inputs = input.open(streams);
                QuestionAnswering answerer =
                        model.open(Distil4J::questionAnswering, options, streams)) {
            new BatchRun<>(texts -> answerer.answer(questions(texts), wanted), format(), streams)
                    .warmedUpBy(answerer::warmUp)
                    .run(inputs);
        }
    }

    private QuestionAnsweringOptions wanted() {
        try {
            return new QuestionAnsweringOptions(
                    top_k, doc_stride, max_answer_len, max_seq_len, impossible, !no_align_to_words);
        } catch (InputException e) {
            throw Failure.usage(Objects.requireNonNull(e.getMessage()));
        }
    }

    private static List<QuestionInput> questions(List<TextInput> texts) {
        return texts.stream()
                .map(text -> new QuestionInput(text.text(), text.pair().orElseThrow()))
                .toList();
    }

    private Format<List<Answer>> format() {
        return output.format(
                input.isSingle(),
                new AnswerTable(streams.terminal()),
                top_k == 1 ? AnswerCommand::writeBest : AnswerCommand::writeAll,
                top_k == 1 ? AnswerCommand::writeLine : AnswerCommand::writeLineOfAll);
    }

    private static void writeBest(JsonGenerator json, Item item, List<Answer> answers) {
        PipelineJson.write(json, context(item), answers.getFirst());
    }

    private static void writeAll(JsonGenerator json, Item item, List<Answer> answers) {
        PipelineJson.writeAnswers(json, context(item), answers);
    }

    private static void writeLine(JsonGenerator json, Item item, List<Answer> answers) {
        json.writeStartObject();
        json.writeStringProperty("question", item.input().text());
        PipelineJson.writeFields(json, context(item), answers.getFirst());
        json.writeEndObject();
    }

    private static void writeLineOfAll(JsonGenerator json, Item item, List<Answer> answers) {
        json.writeStartObject();
        json.writeStringProperty("question", item.input().text());
        json.writeName("answers");
        writeAll(json, item, answers);
        json.writeEndObject();
    }

    private static CodePointOffsets context(Item item) {
        return new CodePointOffsets(item.input().pair().orElseThrow());
    }
}
