package dev.distil4j.model;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.ModelCopy;
import dev.distil4j.testing.SeededCheckpoint;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/**
 * A head, or the encoder alone, with what the reference makes of some inputs.
 *
 * @param settings what its configuration has other than usual
 */
record HeadCase(SeededCheckpoint checkpoint, JsonNode settings, List<Input> inputs) {

    private static final String VOCABULARY = "small-odd";

    /** One sequence, as the golden has it. */
    record Input(JsonNode golden) {

        int[] ids() {
            return Golden.ints(golden.get("ids"));
        }

        int[] typeIds() {
            return Golden.ints(golden.get("type_ids"));
        }

        /** The rows that there are values of. */
        int[] rows() {
            return Golden.ints(golden.get("rows"));
        }

        JsonNode values() {
            return golden.get("values");
        }

        TokenBatch batch() {
            return new TokenBatch(ids(), typeIds(), new int[] {0, ids().length});
        }
    }

    /** What a head computes of the wanted rows, whichever head it is. */
    interface Values {
        float[] of(Call call, TokenBatch batch, RowSelection wanted);
    }

    static List<HeadCase> all() {
        return Golden.read("heads.json").get("cases").valueStream().map(HeadCase::of).toList();
    }

    private static HeadCase of(JsonNode golden) {
        return new HeadCase(
                SeededCheckpoint.of(golden.get("checkpoint")),
                golden.get("config"),
                golden.get("inputs").valueStream().map(Input::new).toList());
    }

    /** The checkpoint, written to a folder. */
    ModelCopy write(Path folder) {
        return new ModelCopy(checkpoint.write(folder, Golden.folder(VOCABULARY)))
                .config(config -> settings.forEachEntry(config::set));
    }

    /** The head of a written checkpoint. */
    LoadedModel<Values> open(Path folder, Backend backend) {
        ModelFolder files = new ModelFolder(folder);
        try (Checkpoint file = files.openWeights()) {
            return LoadedModel.load(files.config(), file, backend, loader(checkpoint.head()));
        }
    }

    /** What loads a head by its name. */
    static LoadedModel.Loader<Values> loader(String head) {
        return (config, file, weights) ->
                switch (head) {
                    case "Model" -> {
                        Encoder encoder = Encoder.load(config, file, weights);
                        yield (call, batch, wanted) ->
                                call.read(encoder.forward(call, batch, wanted));
                    }
                    case "SequenceClassification" -> {
                        var classifier = SequenceClassifier.load(config, file, weights);
                        yield (call, batch, _) -> classifier.logits(call, batch);
                    }
                    case "TokenClassification" ->
                            TokenClassifier.load(config, file, weights)::logits;
                    case "QuestionAnswering" ->
                            QuestionAnswerer.load(config, file, weights)::logits;
                    case "MaskedLM" -> MaskedLanguageModel.load(config, file, weights)::logits;
                    default -> throw new IllegalArgumentException(head);
                };
    }

    @Override
    public String toString() {
        return checkpoint.className() + (settings.isEmpty() ? "" : " " + settings);
    }
}
