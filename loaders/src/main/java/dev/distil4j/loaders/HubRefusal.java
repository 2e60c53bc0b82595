package dev.distil4j.loaders;

import static dev.distil4j.loaders.HubException.Kind;

import org.jspecify.annotations.Nullable;

import java.net.HttpURLConnection;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** The hub's answers that are no file, each as one sentence. */
final class HubRefusal {

    private static final Set<Integer> BUSY = Set.of(408, 429, 500, 502, 503, 504);
    private static final String TOKEN_CURE =
            "set HF_TOKEN to a token of an account that may read it";

    private HubRefusal() {}

    /** An answer of the hub itself, whose status is 400 or more. */
    static HubException of(
            int status, HttpURLConnection answer, URI uri, HubName name, boolean withToken) {
        if (BUSY.contains(status)) {
            return busy(status, answer, uri);
        }
        String code = String.valueOf(answer.getHeaderField("X-Error-Code"));
        String reason = String.valueOf(answer.getHeaderField("X-Error-Message"));
        boolean badToken = withToken && reason.startsWith("Invalid credentials");
        return switch (code) {
            case "RevisionNotFound" ->
                    new HubException(
                            Kind.REVISION_NOT_FOUND,
                            name.repository()
                                    + " has no revision "
                                    + Quoted.quote(name.revision())
                                    + "; give one of its branches, tags or commits behind the '@'");
            case "GatedRepo" ->
                    new HubException(
                            Kind.GATED,
                            name.repository()
                                    + " is given out on request only; ask for access on its page "
                                    + HubAddress.server(uri)
                                    + "/"
                                    + name.repository()
                                    + ", then "
                                    + TOKEN_CURE);
            case "RepoNotFound" -> notFound(name, uri, withToken);
            default ->
                    switch (status) {
                        case 401 -> badToken ? badToken(uri) : notFound(name, uri, withToken);
                        case 403 -> forbidden(name, reason, uri);
                        default -> strange(status, uri);
                    };
        };
    }

    /** An answer of a server to which the hub pointed. */
    static HubException ofStorage(int status, HttpURLConnection answer, URI uri) {
        // A signature that ran out is answered by 403; the next attempt gets a fresh one.
        return BUSY.contains(status) || status == 403
                ? busy(status, answer, uri)
                : strange(status, uri);
    }

    private static HubException notFound(HubName name, URI uri, boolean withToken) {
        return new HubException(
                Kind.REPOSITORY_NOT_FOUND,
                "there is no model "
                        + name.repository()
                        + " at "
                        + HubAddress.server(uri)
                        + (withToken
                                ? " that this token may see; check the name and the token"
                                : "; check the name, or, if it is private, " + TOKEN_CURE));
    }

    private static HubException badToken(URI uri) {
        return new HubException(
                Kind.TOKEN_REFUSED,
                HubAddress.server(uri)
                        + " does not accept the token; make a new one, or unset HF_TOKEN and"
                        + " remove the token's file for a public model");
    }

    private static HubException forbidden(HubName name, String reason, URI uri) {
        return new HubException(
                Kind.FORBIDDEN,
                HubAddress.server(uri)
                        + " denies access to "
                        + name.repository()
                        + " ("
                        + (reason.equals("null") ? "403" : Quoted.plain(reason, 200))
                        + "); check the permissions of the token, or "
                        + TOKEN_CURE);
    }

    private static HubException busy(int status, HttpURLConnection answer, URI uri) {
        return new HubException(
                Kind.BUSY,
                HubAddress.server(uri)
                        + " cannot serve the model now (it answered "
                        + status
                        + "); try again later",
                null,
                retryAfter(answer.getHeaderField("Retry-After")));
    }

    static HubException strange(int status, URI uri) {
        return new HubException(
                Kind.NOT_A_HUB,
                HubAddress.shown(uri)
                        + ": the answer "
                        + status
                        + " is not what a model hub sends; check HF_ENDPOINT and the proxy");
    }

    /** Seconds, or the date at which to come back. */
    private static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip())));
        } catch (NumberFormatException e) {
            try {
                var date =
                        ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
                Duration left = Duration.between(ZonedDateTime.now(date.getZone()), date);
                return left.isNegative() ? Duration.ZERO : left;
            } catch (DateTimeException unreadable) {
                return null;
            }
        }
    }
}
