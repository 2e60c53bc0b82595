package dev.distil4j.loaders;

import static dev.distil4j.loaders.HubException.Kind;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** One model's files on their way from the hub into the cache, with patience. */
final class HubDownload {

    /** Attempts in a row that bring nothing; one that brings a byte begins the count again. */
    private static final int MAX_ATTEMPTS = 6;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Set<Kind> PASSING = EnumSet.of(Kind.BUSY, Kind.CUT, Kind.TIME_OUT);

    private final HubWeb web;
    private final HubCache cache;
    private final HubProgress progress;
    private final HubPause pause;

    HubDownload(HubWeb web, HubCache cache, HubProgress progress, HubPause pause) {
        this.web = web;
        this.cache = cache;
        this.progress = progress;
        this.pause = pause;
    }

    /** What the hub says about a file; an absence is remembered. */
    HubEntry entry(HubName name, String file) {
        HubEntry entry = patiently(() -> web.entry(name, file));
        if (entry instanceof HubEntry.Absent(String commit)) {
            cache.rememberAbsence(commit, file);
        }
        return entry;
    }

    /** Brings the file into the snapshot of the commit that {@code pinned} names. */
    void fetch(HubName pinned, String file, HubEntry.Present entry) {
        if (!cache.hasBlob(entry.etag(), entry.bytes())) {
            Runnable waiting =
                    () -> progress.noted("waiting for another process that downloads " + file);
            try (var _ = HubLock.acquire(cache.lock(entry.etag()), waiting)) {
                if (!cache.hasBlob(entry.etag(), entry.bytes())) {
                    fetchBlob(pinned, file, entry);
                }
            }
        }
        cache.link(pinned.revision(), file, entry.etag());
    }

    private void fetchBlob(HubName pinned, String file, HubEntry.Present entry) {
        try (var partial = HubPartial.open(cache, entry.etag(), entry.bytes())) {
            boolean resumed = partial.position() > 0;
            fill(partial, pinned, file, entry.bytes());
            if (resumed && !partial.matchesEtag()) {
                progress.noted(
                        "what an earlier download left of " + file + " is broken; once more");
                partial.restart();
                fill(partial, pinned, file, entry.bytes());
            }
            if (!partial.matchesEtag()) {
                partial.discard();
                throw new HubException(
                        Kind.WRONG_HASH,
                        file
                                + " of "
                                + pinned
                                + " arrived damaged: its hash is not the "
                                + entry.etag()
                                + " that the hub announced; try again, without a proxy if there is"
                                + " one");
            }
            partial.publish();
        }
    }

    private void fill(HubPartial partial, HubName pinned, String file, long bytes) {
        partial.checkRoom();
        progress.advanced(file, partial.position(), bytes);
        int failures = 0;
        while (!partial.isComplete()) {
            long before = partial.position();
            try {
                receive(partial, pinned, file, bytes);
            } catch (HubException e) {
                boolean passing = PASSING.contains(e.kind()) || e.kind() == Kind.NO_NETWORK;
                failures = partial.position() > before ? 1 : failures + 1;
                if (!passing || failures >= MAX_ATTEMPTS) {
                    throw e;
                }
                rest(e, failures);
            }
        }
    }

    private void receive(HubPartial partial, HubName pinned, String file, long bytes) {
        var buffer = new byte[1 << 16];
        try (var body = web.body(pinned, file, partial.position())) {
            if (body.bytes() >= 0 && body.bytes() != bytes) {
                throw wrongSize(pinned, file, bytes, Long.toString(body.bytes()));
            }
            if (body.start() != partial.position()) {
                partial.restart();
            }
            while (true) {
                int count = body.read(buffer);
                if (count < 0) {
                    break;
                }
                if (count > bytes - partial.position()) {
                    partial.discard();
                    throw wrongSize(pinned, file, bytes, "more");
                }
                partial.write(ByteBuffer.wrap(buffer, 0, count));
                progress.advanced(file, partial.position(), bytes);
            }
            if (!partial.isComplete()) {
                throw body.broken(new IOException("it ended early"));
            }
        }
    }

    private <T> T patiently(Supplier<T> attempt) {
        for (int failures = 1; ; failures++) {
            try {
                return attempt.get();
            } catch (HubException e) {
                if (!PASSING.contains(e.kind()) || failures >= MAX_ATTEMPTS) {
                    throw e;
                }
                rest(e, failures);
            }
        }
    }

    /** 1, 2, 4, 8 and 16 seconds, or what the server asks for if it is not too much. */
    private void rest(HubException e, int failures) {
        Duration asked = e.retryAfter();
        if (asked != null && asked.compareTo(LONGEST_PAUSE) > 0) {
            throw e;
        }
        Duration length = asked != null ? asked : Duration.ofSeconds(1L << (failures - 1));
        progress.noted(
                "another attempt in " + length.toSeconds() + " s, because " + e.getMessage());
        pause.of(length);
    }

    private static HubException wrongSize(HubName name, String file, long bytes, String actual) {
        return new HubException(
                Kind.WRONG_SIZE,
                file
                        + " of "
                        + name
                        + " should have "
                        + bytes
                        + " bytes but the server sends "
                        + actual
                        + "; a proxy may answer in the hub's place, so check it and try again");
    }
}
