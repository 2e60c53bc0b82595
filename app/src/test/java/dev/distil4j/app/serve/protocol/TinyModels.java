package dev.distil4j.app.serve.protocol;

import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.loaders.DType;
import dev.distil4j.loaders.NamedTensor;
import dev.distil4j.loaders.SafetensorsFile;
import dev.distil4j.loaders.SafetensorsWriter;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tiny models that come with the engine, served under the names of their folders. */
final class TinyModels implements AutoCloseable {

    private static final Path FOLDER = Path.of("../engine/tiny-models");

    private final Map<String, ServedModel> models = new TreeMap<>();

    /**
     * Opens all of them.
     *
     * @param folder for a re-ranker, which is made of the classifier
     */
    static TinyModels open(Path folder) throws IOException {
        TinyModels opened = new TinyModels();
        for (String name :
                List.of("answer", "classify", "embed", "fill-mask", "tag", "zero-shot")) {
            opened.open(name, FOLDER.resolve(name));
        }
        opened.open("rerank", reranker(folder));
        return opened;
    }

    private void open(String name, Path folder) {
        models.put(name, ServedModel.open(name, ModelSource.folder(folder), Options.defaults()));
    }

    private static Path reranker(Path folder) throws IOException {
        Path classifier = FOLDER.resolve("classify");
        for (String file : List.of("vocab.txt", "tokenizer_config.json")) {
            Files.copy(classifier.resolve(file), folder.resolve(file));
        }
        ObjectNode config =
                (ObjectNode) JsonMapper.shared().readTree(classifier.resolve("config.json"));
        config.set("id2label", JsonMapper.shared().readTree("{\"0\": \"LABEL_0\"}"));
        config.set("label2id", JsonMapper.shared().readTree("{\"LABEL_0\": 0}"));
        JsonMapper.shared().writeValue(folder.resolve("config.json"), config);
        SafetensorsWriter tensors = new SafetensorsWriter().metadata("format", "pt");
        try (var file = SafetensorsFile.open(classifier.resolve("model.safetensors"))) {
            for (String name : file.names()) {
                NamedTensor tensor = file.tensor(name).orElseThrow();
                if (name.startsWith("classifier.")) {
                    long columns = name.endsWith("weight") ? tensor.shape()[1] : 1;
                    float[] first = new float[(int) columns];
                    Arrays.fill(first, 0.5f);
                    long[] shape =
                            name.endsWith("weight") ? new long[] {1, columns} : new long[] {1};
                    tensors.tensor(name, DType.F32, first, shape);
                } else {
                    tensors.tensor(name, tensor);
                }
            }
            tensors.write(folder.resolve("model.safetensors"));
        }
        return folder;
    }

    ServedModel get(String name) {
        return models.get(name);
    }

    @Override
    public void close() {
        models.values().forEach(ServedModel::close);
    }
}
