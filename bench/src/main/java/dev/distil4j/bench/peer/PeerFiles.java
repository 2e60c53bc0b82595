package dev.distil4j.bench.peer;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.SafetensorsFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * The base model in the peers' formats, beside its checkpoint: the committed topologies, which
 * {@code src/main/python/export.py} wrote, with the checkpoint's weights. Written when first asked
 * for and when a topology has changed.
 */
public final class PeerFiles {

    private PeerFiles() {}

    /**
     * An ONNX graph, with its external data beside it.
     *
     * @param name {@code sentiment}, {@code rows}, or one of them with {@code -optimised}
     */
    public static Path onnx(BaseModel model, String name) {
        try {
            byte[] manifest = resource("weights.json");
            if (isNew(model, "weights.json", manifest)) {
                try (Checkpoint checkpoint = SafetensorsFile.open(model.checkpoint())) {
                    WeightFile.read(manifest)
                            .write(checkpoint, model.folder().resolve("weights.bin"));
                }
                Files.write(model.folder().resolve("weights.json"), manifest);
            }
            return Files.write(model.folder().resolve(name + ".onnx"), resource(name + ".onnx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A TorchScript archive that gives logits. */
    public static Path script(BaseModel model) {
        try {
            Path archive = model.folder().resolve("sentiment.pt");
            byte[] bare = resource("sentiment.pt");
            if (isNew(model, "sentiment-bare.pt", bare)) {
                byte[] records = resource("sentiment-pt.json");
                try (Checkpoint checkpoint = SafetensorsFile.open(model.checkpoint())) {
                    ScriptFile.write(bare, records, checkpoint, archive);
                }
                Files.write(model.folder().resolve("sentiment-bare.pt"), bare);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNew(BaseModel model, String name, byte[] content) throws IOException {
        Path file = model.folder().resolve(name);
        return !Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(
                        PeerFiles.class.getResourceAsStream(name), "no resource " + name)) {
            return stream.readAllBytes();
        }
    }
}
