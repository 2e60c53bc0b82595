package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.docs.DocsFile;
import dev.distil4j.app.serve.http.Route.Action;
import dev.distil4j.app.serve.http.Route.Computed;
import dev.distil4j.app.serve.http.Route.OfBody;
import dev.distil4j.app.serve.http.Route.Page;
import dev.distil4j.app.serve.protocol.Dialects;
import dev.distil4j.app.serve.queue.QueueLimits;
import dev.distil4j.app.serve.ui.UiFile;

import io.vertx.core.http.HttpMethod;

import java.util.ArrayList;
import java.util.List;

/** Every route of the server. */
final class Routes {

    private static final String MODEL = "/models/" + Route.NAME;
    private static final String V2_MODEL = "/v2/models/" + Route.NAME;

    private final List<Route> routes = new ArrayList<>();

    private Routes() {}

    /** The routes, each under every path that it has. */
    static List<Route> all(Models models, Pages pages, QueueLimits limits) {
        Routes all = new Routes();
        all.addModels(models, limits);
        all.addPages(pages);
        all.addOpenInference(pages);
        all.addFiles();
        return List.copyOf(all.routes);
    }

    private void addModels(Models models, QueueLimits limits) {
        post("/", new Scoring(Dialects.INFERENCE));
        post(MODEL, new Scoring(Dialects.INFERENCE));
        postBoth("/score", new Scoring(Dialects.SCORE));
        postBoth("/invocations", new Scoring(Dialects.INVOCATIONS));
        postBoth("/predict", new Scoring(Dialects.PREDICT));
        postBoth("/embed", new Scoring(Dialects.EMBED));
        postBoth("/rerank", new Scoring(Dialects.RERANK));
        postBoth("/similarity", new Scoring(Dialects.SIMILARITY));
        postBoth("/tokenize", new Tokenizing(limits.max_client_batch_size()));
        post("/v1/embeddings", new ScoringByName(models, Dialects.OPENAI_EMBEDDINGS));
        post(MODEL + "/v1/embeddings", new Scoring(Dialects.OPENAI_EMBEDDINGS));
        post(V2_MODEL + "/infer", new Scoring(Dialects.OPEN_INFERENCE));
    }

    private void addPages(Pages pages) {
        get("/", pages::home);
        get("/health", pages::ready);
        get("/health/live", pages::live);
        get("/health/ready", pages::ready);
        get("/ping", pages::ready);
        compute("/info", pages::info);
        compute("/metrics", pages::metrics);
    }

    private void addOpenInference(Pages pages) {
        get("/v2", pages::server);
        get("/v2/health/live", pages::live);
        get("/v2/health/ready", pages::ready);
        compute(V2_MODEL, pages::model);
        get(V2_MODEL + "/ready", pages::modelReady);
    }

    private void addFiles() {
        for (UiFile file : UiFile.values()) {
            file(file.path(), file.contentType(), file.bytes());
        }
        for (DocsFile file : DocsFile.values()) {
            file(file.path(), file.contentType(), file.bytes());
        }
    }

    /** What the default model answers, and every model under its name. */
    private void postBoth(String path, OfBody action) {
        post(path, action);
        post(MODEL + path, action);
    }

    private void post(String path, OfBody action) {
        add(HttpMethod.POST, path, action);
    }

    private void get(String path, Page page) {
        add(HttpMethod.GET, path, page);
    }

    private void compute(String path, Page page) {
        add(HttpMethod.GET, path, new Computed(page));
    }

    /** Read once. */
    private void file(String path, String contentType, byte[] bytes) {
        Reply reply = Pages.file(contentType, bytes, UiFile.CONTENT_SECURITY_POLICY);
        get(path, (request, model) -> reply);
    }

    private void add(HttpMethod method, String path, Action action) {
        routes.add(new Route(method, path, action));
    }
}
