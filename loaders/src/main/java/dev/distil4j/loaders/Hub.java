package dev.distil4j.loaders;

import static dev.distil4j.loaders.HubException.Kind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The model hub, through the cache that Python's huggingface_hub uses too: what either of them
 * downloaded, the other one finds.
 *
 * <p>A file gets its final name when it is whole and its hash is right, and the revision is noted
 * last, so that neither a crash nor a second process leaves half a model behind. If the hub does
 * not answer, or not with the model, the cached commit of the revision is used, provided that it
 * has all that is required, and the listener hears why.
 */
public final class Hub {

    private static final Set<Kind> UNREACHED =
            EnumSet.of(Kind.NO_NETWORK, Kind.BUSY, Kind.CUT, Kind.TIME_OUT, Kind.NOT_A_HUB);
    private static final Set<Kind> DENIED =
            EnumSet.of(Kind.REPOSITORY_NOT_FOUND, Kind.GATED, Kind.TOKEN_REFUSED, Kind.FORBIDDEN);

    private final HubSettings settings;
    private final HubWeb web;
    private final HubDisk disk;
    private final HubPause pause;

    /** A hub and its cache; nothing is asked or written yet. */
    public Hub(HubSettings settings) {
        this(settings, HubDisk.REAL, HubPause::sleep);
    }

    Hub(HubSettings settings, HubDisk disk, HubPause pause) {
        this.settings = settings;
        this.web = new HubWeb(settings);
        this.disk = disk;
        this.pause = pause;
    }

    /**
     * The folder with {@link HubFiles#MODEL} of the model; what there is to tell is logged.
     *
     * @throws HubException as {@link #folder(HubName, HubFiles, HubProgress)}
     */
    public Path folder(HubName name) {
        return folder(name, HubFiles.MODEL, HubProgress.LOGGED);
    }

    /**
     * The folder with the wanted files of the model, after those that the cache lacks were
     * downloaded. Nobody may change its files, since other revisions share them.
     *
     * @throws HubException if the model cannot be had
     */
    public Path folder(HubName name, HubFiles wanted, HubProgress progress) {
        var cache = new HubCache(settings.cache(), name.repository(), disk);
        if (settings.offline()) {
            return cached(name, wanted, cache, lacks -> offline(name, lacks));
        }
        var download = new HubDownload(web, cache, progress, pause);
        HubName pinned;
        Map<String, HubEntry.Present> missing;
        try {
            pinned = pinned(name, wanted, download);
            missing = missing(name, pinned, wanted, cache, download);
        } catch (HubException e) {
            return fallback(name, wanted, cache, progress, e);
        }
        Path folder = cache.snapshot(pinned.revision());
        if (!missing.isEmpty()) {
            List<HubPlan.Download> downloads = new ArrayList<>();
            missing.forEach((file, at) -> downloads.add(new HubPlan.Download(file, at.bytes())));
            progress.starting(new HubPlan(name, pinned.revision(), folder, downloads));
            missing.forEach((file, at) -> download.fetch(pinned, file, at));
        }
        cache.remember(name.revision(), pinned.revision());
        return folder;
    }

    /** The name with the commit in place of its branch or tag, since only a commit stays. */
    private static HubName pinned(HubName name, HubFiles wanted, HubDownload download) {
        if (name.isCommit()) {
            return name;
        }
        String any = wanted.required().getFirst().getFirst();
        return new HubName(name.repository(), download.entry(name, any).commit());
    }

    /** What must be downloaded; of an index, which says what else must be, that is done here. */
    private static Map<String, HubEntry.Present> missing(
            HubName name, HubName pinned, HubFiles wanted, HubCache cache, HubDownload download) {
        String commit = pinned.revision();
        Map<String, HubEntry.Present> missing = new LinkedHashMap<>();
        Predicate<String> has =
                file -> {
                    if (cache.has(commit, file)) {
                        return true;
                    }
                    if (!cache.hasNot(commit, file)
                            && download.entry(pinned, file) instanceof HubEntry.Present present) {
                        missing.put(file, present);
                    }
                    return missing.containsKey(file);
                };
        Function<String, Set<String>> index =
                file -> {
                    HubEntry.Present present = missing.remove(file);
                    if (present != null) {
                        download.fetch(pinned, file, present);
                    }
                    return HubShards.named(cache.snapshot(commit).resolve(file));
                };
        HubSelection.of(wanted, has, index, names -> lacking(name, names));
        return missing;
    }

    private static Path cached(
            HubName name,
            HubFiles wanted,
            HubCache cache,
            Function<String, HubException> complaint) {
        String commit = name.isCommit() ? name.revision() : cache.commitOf(name.revision());
        if (commit == null) {
            throw complaint.apply("the cache " + cache.folder() + " has nothing of " + name);
        }
        Path folder = cache.snapshot(commit);
        HubSelection.of(
                wanted,
                file -> cache.has(commit, file),
                file -> HubShards.named(folder.resolve(file)),
                names ->
                        complaint.apply(
                                "the cache " + folder + " lacks " + String.join(" or ", names)));
        return folder;
    }

    private static Path fallback(
            HubName name,
            HubFiles wanted,
            HubCache cache,
            HubProgress progress,
            HubException reason) {
        boolean denied = DENIED.contains(reason.kind());
        if (!denied && !UNREACHED.contains(reason.kind())) {
            throw reason;
        }
        Path folder =
                cached(
                        name,
                        wanted,
                        cache,
                        lacks ->
                                denied
                                        ? reason
                                        : new HubException(
                                                reason.kind(),
                                                lacks + ", and " + reason.getMessage(),
                                                reason));
        progress.noted(
                "the cached commit "
                        + folder.getFileName()
                        + " of "
                        + name
                        + " is used, because "
                        + reason.getMessage());
        return folder;
    }

    private static HubException offline(HubName name, String lacks) {
        return new HubException(
                Kind.OFFLINE,
                lacks
                        + ", and HF_HUB_OFFLINE forbids to ask the hub; unset it, or fill the cache"
                        + " with "
                        + name
                        + " on a machine with a network");
    }

    private static HubException lacking(HubName name, List<String> names) {
        return new HubException(
                Kind.FILE_NOT_FOUND,
                name
                        + " has no "
                        + String.join(" and no ", names)
                        + "; give a model that has one, or a revision to which it was added");
    }
}
