package dev.distil4j.loaders;

import java.util.regex.Pattern;

/**
 * A model on the hub at one revision: {@code org/name}, {@code org/name@revision}, or without an
 * organisation for the oldest models.
 *
 * <p>The rules for {@code repository} are those of Python's huggingface_hub: letters, digits, '-',
 * '_' and '.', neither '-' nor '.' at an end, no '--' (which separates the parts of a cache
 * folder's name), no '..', and no '.git' at the end. The rules for {@code revision} are git's for a
 * branch or a tag. Nothing that obeys both can lead out of the cache.
 *
 * @param repository {@code org/name} or {@code name}
 * @param revision a branch, a tag, a commit, or a pull request such as {@code refs/pr/1}
 */
public record HubName(String repository, String revision) {

    /** The branch that is meant where none is given. */
    public static final String DEFAULT_REVISION = "main";

    private static final int MAX_PART = 96;
    private static final int MAX_REVISION = 200;
    private static final Pattern PART = Pattern.compile("\\w(?:[\\w.-]*\\w)?");
    private static final Pattern REVISION =
            Pattern.compile(
                    "[^/\\x00-\\x20\\x7f~^:?*\\[\\\\]+(?:/[^/\\x00-\\x20\\x7f~^:?*\\[\\\\]+)*");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /**
     * Checks both parts.
     *
     * @throws HubException of kind {@link HubException.Kind#NAME}
     */
    public HubName {
        String[] parts = repository.split("/", -1);
        if (parts.length > 2) {
            throw refused(repository, "it has more than one '/'");
        }
        for (String part : parts) {
            checkPart(repository, part);
        }
        if (repository.endsWith(".git")) {
            throw refused(repository, "it ends with '.git'");
        }
        checkRevision(revision);
    }

    /**
     * Reads {@code org/name@revision}; without {@code @revision} the branch {@code main} is meant.
     *
     * @throws HubException of kind {@link HubException.Kind#NAME}
     */
    public static HubName parse(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new HubName(text, DEFAULT_REVISION)
                : new HubName(text.substring(0, at), text.substring(at + 1));
    }

    /** Whether the revision is a whole commit, whose files never change. */
    boolean isCommit() {
        return isCommit(revision);
    }

    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    private static void checkPart(String repository, String part) {
        if (part.isEmpty()) {
            throw refused(repository, "a part of it is empty");
        }
        if (part.length() > MAX_PART) {
            throw refused(repository, "a part of it has more than " + MAX_PART + " characters");
        }
        if (!PART.matcher(part).matches()) {
            throw refused(
                    repository,
                    "its parts may hold A-Z, a-z, 0-9, '-', '_' and '.', but '-' and '.' not at"
                            + " their ends");
        }
        if (part.contains("--") || part.contains("..")) {
            throw refused(repository, "it holds '--' or '..'");
        }
    }

    private static void checkRevision(String revision) {
        boolean legal =
                revision.length() <= MAX_REVISION
                        && REVISION.matcher(revision).matches()
                        && revision.codePoints().noneMatch(Character::isISOControl)
                        && !revision.startsWith("-")
                        && !revision.contains("..")
                        && !revision.contains("@{")
                        && !revision.endsWith(".");
        for (String part : revision.split("/", -1)) {
            legal &= !part.startsWith(".") && !part.endsWith(".lock");
        }
        if (!legal) {
            throw new HubException(
                    HubException.Kind.NAME,
                    Quoted.quote(revision)
                            + " cannot be a revision of a model; give a branch, a tag or a commit,"
                            + " as in org/name@main");
        }
    }

    private static HubException refused(String repository, String why) {
        return new HubException(
                HubException.Kind.NAME,
                Quoted.quote(repository)
                        + " cannot be the name of a model on the hub: "
                        + why
                        + "; write it as org/name or org/name@revision");
    }

    /** {@code org/name@revision}, without {@code @main}. */
    @Override
    public String toString() {
        return revision.equals(DEFAULT_REVISION) ? repository : repository + "@" + revision;
    }
}
