package dev.distil4j.testing;

import dev.distil4j.loaders.NamedTensor;
import dev.distil4j.loaders.SafetensorsFile;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A copy of a model's folder that a test may change.
 *
 * @param folder where the copy lies
 */
public record ModelCopy(Path folder) {

    private static final List<String> FILES =
            List.of("config.json", "model.safetensors", "tokenizer_config.json", "vocab.txt");

    /** The files of the checkpoint of that name among the goldens. */
    public static ModelCopy ofGolden(String name, Path into) {
        try {
            Files.createDirectories(into);
            for (String file : FILES) {
                Files.copy(Golden.folder(name).resolve(file), into.resolve(file));
            }
            return new ModelCopy(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the copy. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Changes {@code config.json}. */
    public ModelCopy config(Consumer<ObjectNode> edit) {
        return json("config.json", edit);
    }

    /** Changes {@code tokenizer_config.json}. */
    public ModelCopy tokenizer(Consumer<ObjectNode> edit) {
        return json("tokenizer_config.json", edit);
    }

    private ModelCopy json(String name, Consumer<ObjectNode> edit) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(file(name));
        edit.accept(json);
        JsonMapper.shared().writeValue(file(name), json);
        return this;
    }

    /** Changes the lines of {@code vocab.txt}. */
    public ModelCopy vocabulary(UnaryOperator<List<String>> edit) {
        try {
            Path vocabulary = file("vocab.txt");
            Files.write(vocabulary, edit.apply(Files.readAllLines(vocabulary)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the tensors of {@code model.safetensors}, by their names in the file. */
    public ModelCopy tensors(Consumer<Map<String, StoredTensor>> edit) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(file("model.safetensors"))) {
            for (String name : file.names()) {
                tensors.put(name, stored(file.tensor(name).orElseThrow()));
            }
        }
        edit.accept(tensors);
        CheckpointWriter.write(file("model.safetensors"), tensors);
        return this;
    }

    private static StoredTensor stored(NamedTensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.elementCount())];
        tensor.read(0, values, 0, values.length);
        List<Integer> shape = Arrays.stream(tensor.shape()).mapToObj(Math::toIntExact).toList();
        return new StoredTensor(shape, i -> i < values.length ? values[i] : 0);
    }
}
