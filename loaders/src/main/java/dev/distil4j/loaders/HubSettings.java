package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the hub and its cache are, and who asks.
 *
 * @param cache the folder of the cache, which need not exist yet
 * @param endpoint the hub's address, {@code http} or {@code https}, without a slash at its end
 * @param offline whether the network is forbidden
 * @param token the user's token, or null; it is sent to {@code endpoint} only, and never shown
 * @param metadataTimeout how long the hub may take to answer
 * @param downloadTimeout how long the hub may pause while it sends a file
 */
public record HubSettings(
        Path cache,
        URI endpoint,
        boolean offline,
        @Nullable String token,
        Duration metadataTimeout,
        Duration downloadTimeout) {

    private static final String DEFAULT_ENDPOINT = "https://huggingface.co";
    private static final String DEFAULT_TIMEOUT = "10";
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");

    /**
     * Checks what a mistake in an environment variable could have made.
     *
     * @throws HubException of kind {@link HubException.Kind#SETTINGS}
     */
    public HubSettings {
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || endpoint.getHost() == null) {
            throw badEndpoint(endpoint.toString(), null);
        }
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw refused("the token holds characters that no token has; copy it once more", null);
        }
    }

    /**
     * The settings of Python's huggingface_hub 0.36, by the same variables: {@code HF_HUB_CACHE},
     * else {@code HUGGINGFACE_HUB_CACHE}, else {@code hub} in {@code HF_HOME}, else in {@code
     * huggingface} in {@code XDG_CACHE_HOME}, else in {@code ~/.cache}; {@code HF_ENDPOINT}; {@code
     * HF_HUB_OFFLINE}, else {@code TRANSFORMERS_OFFLINE}, where 1, on, yes and true mean yes;
     * {@code HF_TOKEN}, else {@code HUGGING_FACE_HUB_TOKEN}, else the file {@code HF_TOKEN_PATH},
     * else {@code token} in {@code HF_HOME}, and none of them if {@code
     * HF_HUB_DISABLE_IMPLICIT_TOKEN} is true; {@code HF_HUB_ETAG_TIMEOUT} and {@code
     * HF_HUB_DOWNLOAD_TIMEOUT} in seconds.
     *
     * @throws HubException of kind {@link HubException.Kind#SETTINGS}
     */
    public static HubSettings fromEnvironment() {
        return from(System.getenv(), System.getProperty("user.home"));
    }

    static HubSettings from(Map<String, String> env, String userHome) {
        String home = env.getOrDefault("HOME", userHome);
        String caches = env.getOrDefault("XDG_CACHE_HOME", join(home, ".cache"));
        String huggingFace =
                expand(env.getOrDefault("HF_HOME", join(caches, "huggingface")), env, home);
        String older = env.getOrDefault("HUGGINGFACE_HUB_CACHE", join(huggingFace, "hub"));
        String cache = expand(env.getOrDefault("HF_HUB_CACHE", older), env, home);
        String tokenFile =
                expand(env.getOrDefault("HF_TOKEN_PATH", join(huggingFace, "token")), env, home);
        boolean anonymous = isTrue(env.get("HF_HUB_DISABLE_IMPLICIT_TOKEN"));
        return new HubSettings(
                path(cache),
                endpoint(env.getOrDefault("HF_ENDPOINT", DEFAULT_ENDPOINT)),
                isTrue(either(env, "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")),
                anonymous ? null : token(env, path(tokenFile)),
                seconds(env, "HF_HUB_ETAG_TIMEOUT"),
                seconds(env, "HF_HUB_DOWNLOAD_TIMEOUT"));
    }

    private static @Nullable String token(Map<String, String> env, Path file) {
        String token = cleaned(either(env, "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"));
        if (token != null) {
            return token;
        }
        try {
            return cleaned(Files.readString(file));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            // The exception stays out: a decoder's message could show a piece of the token.
            throw refused(
                    file
                            + ": the token cannot be read; mend the file or its permissions, or"
                            + " set HF_HUB_DISABLE_IMPLICIT_TOKEN=1 to go without a token",
                    null);
        }
    }

    private static @Nullable String cleaned(@Nullable String token) {
        String clean = token == null ? "" : token.replace("\r", "").replace("\n", "").strip();
        return clean.isEmpty() ? null : clean;
    }

    private static URI endpoint(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        try {
            return new URI(text.substring(0, end));
        } catch (URISyntaxException e) {
            throw badEndpoint(text, e);
        }
    }

    private static Duration seconds(Map<String, String> env, String variable) {
        String text = env.getOrDefault(variable, DEFAULT_TIMEOUT);
        try {
            int seconds = Integer.parseInt(text.strip());
            if (seconds > 0 && seconds < Integer.MAX_VALUE / 1000) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            // Refused below, like 0.
        }
        throw refused(
                variable + " is " + Quoted.quote(text) + " but must be a number of seconds", null);
    }

    private static boolean isTrue(@Nullable String value) {
        return value != null && TRUE.contains(value.toUpperCase(Locale.ROOT));
    }

    /** The first of the two that is set and not empty. */
    private static @Nullable String either(Map<String, String> env, String first, String second) {
        String value = env.getOrDefault(first, "");
        return value.isEmpty() ? env.get(second) : value;
    }

    private static String join(String folder, String name) {
        return path(folder).resolve(name).toString();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refused(Quoted.quote(text) + " is no path; mend HF_HOME or HF_HUB_CACHE", e);
        }
    }

    /** A tilde at the start and variables, as a shell would have replaced them. */
    private static String expand(String text, Map<String, String> env, String home) {
        boolean tilde = text.equals("~") || text.startsWith("~/");
        String atHome = tilde ? home + text.substring(1) : text;
        return VARIABLE.matcher(atHome)
                .replaceAll(
                        match -> {
                            String name = match.group(1) != null ? match.group(1) : match.group(2);
                            String value = env.getOrDefault(name, match.group());
                            return Matcher.quoteReplacement(value);
                        });
    }

    private static HubException badEndpoint(String text, @Nullable Throwable cause) {
        // What stands before an '@' may be a password.
        String shown = text.substring(text.lastIndexOf('@') + 1);
        return refused(
                "HF_ENDPOINT is "
                        + Quoted.quote(shown)
                        + " but must be an http or https address, such as "
                        + DEFAULT_ENDPOINT,
                shown.equals(text) ? cause : null);
    }

    private static HubException refused(String message, @Nullable Throwable cause) {
        return new HubException(HubException.Kind.SETTINGS, message, cause);
    }

    /** Everything but the token. */
    @Override
    public String toString() {
        return "HubSettings[cache="
                + cache
                + ", endpoint="
                + HubAddress.shown(endpoint)
                + ", offline="
                + offline
                + ", token="
                + (token == null ? "none" : "hidden")
                + ", metadataTimeout="
                + metadataTimeout
                + ", downloadTimeout="
                + downloadTimeout
                + "]";
    }
}
