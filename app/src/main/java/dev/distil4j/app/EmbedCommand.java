package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.EmbeddingOptions;
import dev.distil4j.Options;
import dev.distil4j.Pooling;
import dev.distil4j.SentenceEmbedder;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.EnumNames;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.InputOptions;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.input.LongTexts;
import dev.distil4j.app.input.PairOptions;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.app.output.PipelineJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** {@code distil embed}. */
@Command(
        name = "embed",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Make a vector of each text, or say how alike texts are.",
        footer = {
            "",
            "--json is what sentence-transformers returns: for the one TEXT its vector, for",
            "several a list of vectors. With --similar-to there is a number in its place, the",
            "cosine of the two vectors: 1 for the same direction, 0 for nothing in common.",
            "",
            "Examples:",
            "  distil embed --json \"A gripping, funny film\"",
            "  distil embed --similar-to \"a comedy\" \"A gripping, funny film\" \"Rain all day\"",
            "  distil embed --file reviews.txt --jsonl > vectors.jsonl"
        })
final class EmbedCommand implements Runnable {

    private final Streams streams;

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final PairOptions pairs = new PairOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--similar-to",
            paramLabel = "TEXT",
            description = "Report how alike each text and this one are, not vectors.")
    private @Nullable String similarTo;

    @Option(
            names = "--pooling",
            paramLabel = "POOLING",
            converter = PoolingNames.class,
            completionCandidates = PoolingNames.class,
            description = {
                "How tokens become one vector: mean, cls or max;",
                "without it, as the model's files say."
            })
    private @Nullable Pooling pooling;

    /** The names of poolings. */
    static final class PoolingNames extends EnumNames<Pooling> {
        PoolingNames() {
            super(Pooling.values());
        }
    }

    @Option(
            names = "--normalize",
            negatable = true,
            description = {
                "Scale vectors to length 1, or not;",
                "without it, as the model's files say."
            })
    private @Nullable Boolean normalize;

    @Mixin private final LongTexts longTexts = new LongTexts();
    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.EMBED);
    @Mixin private final EngineOptions engine = new EngineOptions();

    EmbedCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        Options options = engine.apply(Options.defaults().truncation(longTexts.truncation()));
        try (Inputs inputs = input.open(streams, pairs);
                SentenceEmbedder embedder =
                        model.open(Distil4J::sentenceEmbedding, options, streams)) {
            BatchRun<?> run =
                    similarTo == null ? vectors(embedder) : similarities(embedder, similarTo);
            run.warmedUpBy(embedder::warmUp).run(inputs);
        }
    }

    private EmbeddingOptions wanted(EmbeddingOptions configured) {
        EmbeddingOptions pooled = pooling == null ? configured : configured.pooling(pooling);
        return normalize == null ? pooled : pooled.normalize(normalize);
    }

    private BatchRun<float[]> vectors(SentenceEmbedder embedder) {
        EmbeddingOptions wanted = wanted(embedder.options());
        return new BatchRun<>(
                texts -> embedder.embed(texts, wanted),
                output.format(
                        input.isSingle(),
                        new EmbeddingTable(streams.terminal())::vector,
                        (json, item, vector) -> PipelineJson.write(json, vector),
                        EmbedCommand::writeLine),
                streams);
    }

    private BatchRun<Double> similarities(SentenceEmbedder embedder, String source) {
        EmbeddingOptions wanted = wanted(embedder.options());
        float[] compared = embedder.embed(List.of(TextInput.of(source)), wanted).getFirst();
        return new BatchRun<>(
                texts ->
                        embedder.embed(texts, wanted).stream()
                                .map(vector -> SentenceEmbedder.cosineSimilarity(compared, vector))
                                .toList(),
                output.format(
                        input.isSingle(),
                        new EmbeddingTable(streams.terminal())::similarity,
                        (json, item, similarity) -> json.writeNumber(similarity),
                        EmbedCommand::writeSimilarityLine),
                streams);
    }

    private static void writeLine(JsonGenerator json, Item item, float[] vector) {
        json.writeStartObject();
        InputJson.write(json, item);
        json.writeName("embedding");
        PipelineJson.write(json, vector);
        json.writeEndObject();
    }

    private static void writeSimilarityLine(JsonGenerator json, Item item, Double similarity) {
        json.writeStartObject();
        InputJson.write(json, item);
        json.writeNumberProperty("similarity", similarity);
        json.writeEndObject();
    }
}
