package dev.distil4j.loaders;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A hub with one small model, a cache, and a listener that remembers everything. */
final class HubFixture implements AutoCloseable, HubProgress {

    static final HubName NAME = HubName.parse("org/name");
    static final byte[] WEIGHTS = new byte[300_000];
    static final String TOKEN = "hf_verySecretToken";

    static {
        new Random(1).nextBytes(WEIGHTS);
    }

    final HubServer server = new HubServer("org/name");
    final Path cache;
    final List<HubPlan> plans = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<String> steps = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();

    HubFixture(Path cache) throws IOException {
        this.cache = cache;
        server.with("config.json", "{\"dim\": 4}")
                .with("vocab.txt", "[UNK]\n")
                .with("tokenizer_config.json", "{}")
                .with("model.safetensors", WEIGHTS);
    }

    HubSettings settings(boolean offline, String token) {
        var timeout = Duration.ofSeconds(2);
        return new HubSettings(cache, server.endpoint(), offline, token, timeout, timeout);
    }

    Hub hub() {
        return hub(settings(false, TOKEN));
    }

    Hub hub(HubSettings settings) {
        return hub(settings, HubDisk.REAL);
    }

    Hub hub(HubSettings settings, HubDisk disk) {
        return new Hub(settings, disk, pauses::add);
    }

    Path folder() {
        return folder(hub());
    }

    Path folder(Hub hub) {
        return hub.folder(NAME, HubFiles.MODEL, this);
    }

    Path folderOffline() {
        return folder(hub(settings(true, null)));
    }

    Path model() {
        return cache.resolve("models--org--name");
    }

    Path blobs() {
        return model().resolve("blobs");
    }

    Path snapshot() {
        return model().resolve("snapshots").resolve(HubServer.COMMIT);
    }

    static String weightsEtag() {
        return HubServer.sha256(WEIGHTS);
    }

    @Override
    public void starting(HubPlan plan) {
        plans.add(plan);
    }

    @Override
    public void advanced(String file, long bytes, long total) {
        steps.add(file + " " + bytes + "/" + total);
    }

    @Override
    public void noted(String sentence) {
        notes.add(sentence);
    }

    @Override
    public void close() {
        server.close();
    }
}
