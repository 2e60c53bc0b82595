package dev.distil4j.app.model;

import dev.distil4j.app.console.Streams;
import dev.distil4j.loaders.Hub;
import dev.distil4j.loaders.HubFiles;
import dev.distil4j.loaders.HubName;
import dev.distil4j.loaders.HubPlan;
import dev.distil4j.loaders.HubProgress;
import dev.distil4j.loaders.HubSettings;

import java.nio.file.Path;
import java.util.List;

/** Brings models from the hub that the environment names. */
public final class Downloader {

    private final Hub hub = new Hub(HubSettings.fromEnvironment());
    private final Streams streams;

    /**
     * A downloader that tells what it does.
     *
     * @throws dev.distil4j.loaders.HubException if the environment can't be used
     */
    public Downloader(Streams streams) {
        this.streams = streams;
    }

    /**
     * Downloads what the cache lacks of a model.
     *
     * @throws dev.distil4j.loaders.HubException if the model can't be had
     */
    public HubModel download(String name) {
        HubName model = HubName.parse(name);
        try (DownloadProgress progress = new DownloadProgress(streams)) {
            Path folder = hub.folder(model, HubFiles.MODEL, progress);
            return HubModel.of(model.toString(), folder, progress.downloads());
        }
    }

    /**
     * Says what {@link #download} would do. Of a model in shards it needs, and keeps, the index.
     *
     * @throws dev.distil4j.loaders.HubException if the model can't be had
     */
    public HubModel plan(String name) {
        HubName model = HubName.parse(name);
        try {
            Path folder = hub.folder(model, HubFiles.MODEL, new Stopper(streams));
            return HubModel.of(model.toString(), folder, List.of());
        } catch (Planned planned) {
            HubPlan plan = planned.plan;
            return HubModel.of(model.toString(), plan.folder(), plan.downloads());
        }
    }

    /** Ends a download before its first byte. */
    private record Stopper(Streams streams) implements HubProgress {
        @Override
        public void starting(HubPlan plan) {
            throw new Planned(plan);
        }

        @Override
        public void noted(String sentence) {
            streams.tell(sentence);
        }
    }

    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient HubPlan plan;

        Planned(HubPlan plan) {
            super(null, null, false, false);
            this.plan = plan;
        }
    }
}
