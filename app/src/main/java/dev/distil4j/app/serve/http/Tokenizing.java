package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.TokenizeDialect;

/**
 * Answers a body with the tokens of its texts, without waiting for the model.
 *
 * @param maxTexts of a request
 */
record Tokenizing(int maxTexts) implements Route.OfBody {

    @Override
    public Reply answer(Call call, Served served, byte[] body) {
        TokenizeDialect texts = TokenizeDialect.read(Json.read(body));
        int count = texts.texts().size();
        call.note(call.facts().sent(count));
        if (count > maxTexts) {
            throw new Refusal(
                    ErrorType.VALIDATION,
                    "there are %,d texts, and a request may have %,d; send several requests"
                            .formatted(count, maxTexts));
        }
        return Reply.json(Json.bytes(json -> texts.write(json, served.model())));
    }
}
