package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.TextInput;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Value;

import java.util.List;

/** A task whose inputs are texts and pairs of them. */
sealed interface TextPipeline<R> extends Pipeline<TextInput, R>
        permits BestLabelPipeline, ClassificationPipeline, EmbeddingPipeline, FeaturePipeline {

    @Override
    default List<String> names() {
        return List.of("text", "text_pair");
    }

    @Override
    default List<String> neededNames() {
        return List.of("text");
    }

    /** A string, or an object of {@code text} and, if it is a pair, {@code text_pair}. */
    @Override
    default TextInput input(Value value) {
        if (value.isText()) {
            return TextInput.of(value.text());
        }
        if (!value.isObject()) {
            throw value.otherThan("a string, or a pair as {\"text\": …, \"text_pair\": …}");
        }
        Fields fields = value.fields();
        String text = fields.needed("text").text();
        TextInput input =
                fields.field("text_pair")
                        .map(pair -> TextInput.pair(text, pair.text()))
                        .orElseGet(() -> TextInput.of(text));
        fields.end();
        return input;
    }
}
