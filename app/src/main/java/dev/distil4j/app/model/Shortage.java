package dev.distil4j.app.model;

import dev.distil4j.app.console.Streams;
import dev.distil4j.loaders.HubException;
import dev.distil4j.loaders.HubException.Kind;
import dev.distil4j.loaders.HubPlan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Models of the hub that are not on this machine, or not wholly.
 *
 * @param downloads what each lacks, by its name; nothing where the hub can't be asked
 */
public record Shortage(Map<String, List<HubPlan.Download>> downloads) {

    /** Where the hub can't be asked. */
    private static final Set<Kind> UNREACHABLE = EnumSet.of(Kind.NO_NETWORK, Kind.OFFLINE);

    /** What of these models would have to be downloaded; one that the hub has not lacks nothing. */
    public static Shortage of(List<String> names, Streams streams) {
        Downloader downloader = new Downloader(streams);
        Map<String, List<HubPlan.Download>> downloads = new LinkedHashMap<>();
        for (String name : names) {
            try {
                List<HubPlan.Download> missing = downloader.plan(name).downloads();
                if (!missing.isEmpty()) {
                    downloads.put(name, missing);
                }
            } catch (HubException e) {
                if (UNREACHABLE.contains(e.kind())) {
                    downloads.put(name, List.of());
                }
                // What else is wrong shows when the model is opened.
            }
        }
        return new Shortage(downloads);
    }

    /** Whether a model is not here. */
    public boolean has(String name) {
        return downloads.containsKey(name);
    }

    /** The models with their sizes, and the size of all together. */
    public String shown() {
        List<String> models = new ArrayList<>();
        downloads.forEach(
                (name, files) ->
                        models.add(
                                files.isEmpty()
                                        ? name
                                        : "%s (%s)".formatted(name, HubModel.size(files))));
        List<HubPlan.Download> all = downloads.values().stream().flatMap(List::stream).toList();
        String sum;
        if (all.isEmpty()) {
            sum = ", of unknown size, since the hub cannot be reached";
        } else {
            sum = models.size() == 1 ? "" : ", together " + HubModel.size(all);
        }
        return String.join(", ", models) + sum;
    }
}
