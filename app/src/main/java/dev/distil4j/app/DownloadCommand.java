package dev.distil4j.app;

import dev.distil4j.app.console.Streams;
import dev.distil4j.app.model.Downloader;
import dev.distil4j.app.model.HubModel;
import dev.distil4j.app.output.JsonText;
import dev.distil4j.loaders.HubPlan;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;

/** {@code distil download}. */
@Command(
        name = "download",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Bring models from the hub into the cache on this machine.",
        footer = {
            "",
            "The cache is the one of Python's huggingface_hub: HF_HOME, HF_HUB_CACHE, HF_TOKEN,",
            "HF_ENDPOINT and HF_HUB_OFFLINE mean the same. A download that was interrupted goes on",
            "where it ended.",
            "",
            "Examples:",
            "  distil download distilbert/distilbert-base-uncased-finetuned-sst-2-english",
            "  distil download --dry-run --json org/name@v1.0"
        })
final class DownloadCommand implements Runnable {

    private final Streams streams;

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            description = "Models on the hub: org/name or org/name@revision.")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--dry-run",
            description = "Download nothing, but say what would be, how large and where.")
    private boolean dry;

    @Option(
            names = "--json",
            description = "Write JSON: an object for one NAME, an array for several.")
    private boolean json;

    DownloadCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        Downloader downloader = new Downloader(streams);
        List<HubModel> all = new ArrayList<>();
        for (String name : names) {
            HubModel model = dry ? downloader.plan(name) : downloader.download(name);
            all.add(model);
            if (!json) {
                streams.out().write(lines(model));
            }
        }
        if (json) {
            streams.out().write(new JsonText().of(out -> write(out, all)) + "\n");
        }
    }

    private String lines(HubModel model) {
        String state;
        if (model.downloads().isEmpty()) {
            state = HubModel.size(model.present()) + ", in the cache";
        } else if (dry) {
            state = HubModel.size(model.downloads()) + " to download";
        } else {
            state = HubModel.size(model.present()) + ", downloaded";
        }
        return "%s  %s\n  %s\n".formatted(model.name(), state, model.folder());
    }

    private void write(JsonGenerator out, List<HubModel> all) {
        if (all.size() == 1) {
            write(out, all.getFirst());
            return;
        }
        out.writeStartArray();
        all.forEach(model -> write(out, model));
        out.writeEndArray();
    }

    private void write(JsonGenerator out, HubModel model) {
        out.writeStartObject();
        out.writeStringProperty("model", model.name());
        out.writeStringProperty("commit", model.commit());
        out.writeStringProperty("folder", model.folder().toString());
        write(out, "files", model.present());
        write(out, dry ? "to_download" : "downloaded", model.downloads());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String name, List<HubPlan.Download> files) {
        out.writeName(name);
        out.writeStartArray();
        for (HubPlan.Download file : files) {
            out.writeStartObject();
            out.writeStringProperty("file", file.file());
            out.writeNumberProperty("bytes", file.bytes());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
