package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.protocol.Dialect;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** Answers a body with what the model that it names itself makes of it; the default if it names none. */
record ScoringByName(Models models, Dialect dialect) implements Route.OfBody {

    @Override
    public Reply answer(Call call, Served served, byte[] body) {
        JsonNode json = Json.read(body);
        Optional<String> name = dialect.modelName(json);
        name.ifPresent(models::require);
        name.ifPresent(meant -> call.note(call.facts().asked(meant)));
        return new Scoring(dialect).answer(call, name.map(models::get).orElse(served), json);
    }
}
