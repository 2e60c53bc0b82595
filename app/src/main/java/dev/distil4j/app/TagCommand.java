package dev.distil4j.app;

import dev.distil4j.AggregationStrategy;
import dev.distil4j.Distil4J;
import dev.distil4j.Entity;
import dev.distil4j.GroupingOptions;
import dev.distil4j.Options;
import dev.distil4j.TaggerInput;
import dev.distil4j.TextInput;
import dev.distil4j.TokenTagger;
import dev.distil4j.app.console.EnumNames;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.InputOptions;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.input.LongTexts;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.Format;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.app.output.PipelineJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code distil tag}. */
@Command(
        name = "tag",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Find entities in texts: persons, places, parts of speech.",
        footer = {
            "",
            "--json is what the pipeline of transformers returns: for the one TEXT a list of",
            "{\"entity_group\", \"score\", \"word\", \"start\", \"end\"}, without aggregation of",
            "{\"entity\", \"score\", \"index\", \"word\", \"start\", \"end\"}; for several, for a"
                    + " file and",
            "for standard input a list of such lists. Offsets count code points.",
            "",
            "Examples:",
            "  distil tag \"Sarah lives in London\"",
            "  distil tag --aggregation first --json \"Ms. Krzyzanowski flew to Reykjavik\"",
            "  distil tag --file articles.txt --stride 128 --jsonl > entities.jsonl",
            "  distil tag --words --file tokenized.txt --aggregation none"
        })
final class TagCommand implements Runnable {

    private final Streams streams;

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    /** What becomes of the tokens' labels. */
    enum Aggregation {
        NONE,
        SIMPLE,
        FIRST,
        AVERAGE,
        MAX;

        AggregationStrategy strategy() {
            return AggregationStrategy.valueOf(name());
        }
    }

    @Option(
            names = {"-a", "--aggregation"},
            paramLabel = "STRATEGY",
            converter = AggregationNames.class,
            completionCandidates = AggregationNames.class,
            description = {
                "How tokens become entities: simple, where neighbours of one label",
                "are one; first, average or max, which also give all tokens of a",
                "word one label; none for the tokens themselves.",
                "Without it: simple."
            })
    private Aggregation aggregation = Aggregation.SIMPLE;

    /** The names of strategies. */
    static final class AggregationNames extends EnumNames<Aggregation> {
        AggregationNames() {
            super(Aggregation.values());
        }
    }

    @Option(
            names = "--ignore-labels",
            paramLabel = "LABEL",
            split = ",",
            description = {
                "Leave these out, several with commas between; '' leaves out",
                "none. Without it: O, what is no entity."
            })
    private List<String> ignore_labels = List.of("O");

    @Option(
            names = "--stride",
            paramLabel = "N",
            description = {
                "Take texts of any length, in windows of which each repeats",
                "the last N tokens of the one before."
            })
    private @Nullable Integer stride;

    @Option(
            names = "--words",
            description = {
                "Each text is words already, with spaces between; offsets then",
                "refer to the words with one space between any two."
            })
    private boolean words;

    @Mixin private final LongTexts longTexts = new LongTexts();
    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.TAG);
    @Mixin private final EngineOptions engine = new EngineOptions();

    TagCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        check();
        Options options = engine.apply(Options.defaults().truncation(longTexts.truncation()));
        try (Inputs inputs = input.open(streams);
                TokenTagger tagger = model.open(Distil4J::tokenClassification, options, streams)) {
            new BatchRun<>(texts -> tag(tagger, texts), format(), streams)
                    .warmedUpBy(tagger::warmUp)
                    .longTextsNeed(cure())
                    .run(inputs);
        }
    }

    private void check() {
        if (stride == null) {
            return;
        }
        if (stride < 0) {
            throw Failure.usage("--stride needs 0 or more, not " + stride);
        }
        if (aggregation == Aggregation.NONE) {
            throw Failure.usage("--stride is about entities; take another --aggregation than none");
        }
        if (longTexts.areCut()) {
            throw Failure.usage("--stride cuts nothing; leave out --truncate");
        }
    }

    /** What takes a long text; there are no windows without entities. */
    private String cure() {
        return aggregation == Aggregation.NONE ? "--truncate" : "--stride or --truncate";
    }

    private List<Tagged> tag(TokenTagger tagger, List<TextInput> texts) {
        List<TaggerInput> inputs = texts.stream().map(this::taggerInput).toList();
        Set<String> ignored = Set.copyOf(ignore_labels);
        List<? extends List<? extends Entity>> entities =
                aggregation == Aggregation.NONE
                        ? tagger.tokens(inputs, ignored)
                        : tagger.entities(
                                inputs,
                                new GroupingOptions(aggregation.strategy(), ignored, stride));
        List<Tagged> tagged = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            tagged.add(new Tagged(inputs.get(i).text(), entities.get(i)));
        }
        return tagged;
    }

    private TaggerInput taggerInput(TextInput input) {
        String text = input.text();
        if (!words) {
            return TaggerInput.of(text);
        }
        return TaggerInput.ofWords(
                text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
    }

    private Format<Tagged> format() {
        return output.format(
                input.isSingle(),
                new EntityTable(streams.terminal()),
                (json, item, tagged) ->
                        PipelineJson.writeEntities(json, tagged.text(), tagged.entities()),
                TagCommand::writeLine);
    }

    private static void writeLine(JsonGenerator json, Item item, Tagged tagged) {
        json.writeStartObject();
        json.writeStringProperty("text", tagged.text());
        json.writeName("entities");
        PipelineJson.writeEntities(json, tagged.text(), tagged.entities());
        json.writeEndObject();
    }
}
