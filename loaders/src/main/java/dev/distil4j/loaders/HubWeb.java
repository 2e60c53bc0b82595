package dev.distil4j.loaders;

import static dev.distil4j.loaders.HubException.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/**
 * Single requests to the hub. Redirects are followed by hand, since the token goes to the hub's own
 * origin and nowhere else. Proxies are those of the JDK ({@code https.proxyHost} and so on).
 *
 * <p>{@link HttpURLConnection} and not the newer client, because its time-out also ends a body that
 * stalls half-way.
 */
final class HubWeb {

    private static final int MAX_REDIRECTS = 10;
    private static final Pattern ETAG = Pattern.compile("\\w[\\w.-]{0,150}");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private final HubSettings settings;

    HubWeb(HubSettings settings) {
        this.settings = settings;
    }

    /**
     * The bytes of a file.
     *
     * @param uri where they come from
     * @param start where they begin: at the byte that was asked for, or at 0 if the server has no
     *     parts to give
     * @param bytes the size of the whole file as this server sees it, or -1
     */
    record Body(URI uri, InputStream stream, long start, long bytes) implements AutoCloseable {

        /** Reads some bytes, at least one; -1 at the end, be it an early one. */
        int read(byte[] buffer) {
            try {
                return stream.read(buffer);
            } catch (IOException e) {
                throw broken(e);
            }
        }

        HubException broken(IOException e) {
            return HubWeb.broken(uri, e);
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                // Everything that was wanted of it has been read.
            }
        }
    }

    /** Asks what the file is at the name's revision. */
    HubEntry entry(HubName name, String file) {
        URI uri = HubAddress.of(settings.endpoint(), name.repository(), name.revision(), file);
        var facts = new Facts();
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpURLConnection answer = send("HEAD", uri, settings.metadataTimeout(), 0);
            int status = status(answer, uri);
            if (isRedirect(status)) {
                URI next = target(answer, uri);
                facts.readRedirect(answer, !HubAddress.sameOrigin(next, uri));
                if (facts.areComplete()) {
                    return facts.present(uri);
                }
                uri = next;
                continue;
            }
            if (status >= 400 && !atHub(uri)) {
                throw HubRefusal.ofStorage(status, answer, uri);
            }
            facts.readAnswer(answer, status < 400);
            if ("EntryNotFound".equals(answer.getHeaderField("X-Error-Code"))) {
                return new HubEntry.Absent(facts.commit(uri));
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw HubRefusal.of(status, answer, uri, name, settings.token() != null);
            }
            return facts.present(uri);
        }
        throw endlessRedirects(uri);
    }

    /** Opens the file from that byte on, or from 0 if the server gives no parts. */
    Body body(HubName name, String file, long from) {
        URI uri = HubAddress.of(settings.endpoint(), name.repository(), name.revision(), file);
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpURLConnection answer = send("GET", uri, settings.downloadTimeout(), from);
            int status = status(answer, uri);
            if (isRedirect(status)) {
                URI next = target(answer, uri);
                answer.disconnect();
                uri = next;
                continue;
            }
            if (status == 416 && from > 0) {
                answer.disconnect();
                return body(name, file, 0);
            }
            if (status >= 400) {
                answer.disconnect();
                throw atHub(uri)
                        ? HubRefusal.of(status, answer, uri, name, settings.token() != null)
                        : HubRefusal.ofStorage(status, answer, uri);
            }
            return opened(answer, status, uri, from);
        }
        throw endlessRedirects(uri);
    }

    private static Body opened(HttpURLConnection answer, int status, URI uri, long from) {
        try {
            if (status == HttpURLConnection.HTTP_OK) {
                return new Body(uri, answer.getInputStream(), 0, answer.getContentLengthLong());
            }
            Matcher range =
                    CONTENT_RANGE.matcher(String.valueOf(answer.getHeaderField("Content-Range")));
            if (status == HttpURLConnection.HTTP_PARTIAL
                    && range.matches()
                    && range.group(1).equals(Long.toString(from))) {
                long bytes = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
                return new Body(uri, answer.getInputStream(), from, bytes);
            }
            throw HubRefusal.strange(status, uri);
        } catch (IOException e) {
            throw broken(uri, e);
        }
    }

    private HttpURLConnection send(String method, URI uri, Duration timeout, long from) {
        try {
            var request = (HttpURLConnection) uri.toURL().openConnection();
            request.setRequestMethod(method);
            request.setInstanceFollowRedirects(false);
            request.setUseCaches(false);
            request.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
            request.setReadTimeout(Math.toIntExact(timeout.toMillis()));
            request.setRequestProperty("User-Agent", "distil4j");
            request.setRequestProperty("Accept", "*/*");
            // Sizes and ranges must be those of the file, not of its compressed form.
            request.setRequestProperty("Accept-Encoding", "identity");
            if (settings.token() != null && atHub(uri)) {
                request.setRequestProperty("Authorization", "Bearer " + settings.token());
            }
            if (from > 0) {
                request.setRequestProperty("Range", "bytes=" + from + "-");
            }
            request.connect();
            return request;
        } catch (SSLException e) {
            throw new HubException(
                    Kind.CERTIFICATE,
                    HubAddress.server(uri)
                            + ": no secure connection came about ("
                            + Quoted.plain(String.valueOf(e.getMessage()), 200)
                            + "); behind a company's proxy, give the JDK its certificate with"
                            + " -Djavax.net.ssl.trustStore=FILE",
                    e);
        } catch (IOException e) {
            throw unreachable(uri, e);
        }
    }

    private static int status(HttpURLConnection request, URI uri) {
        try {
            int status = request.getResponseCode();
            if (status < 0) {
                throw HubRefusal.strange(status, uri);
            }
            return status;
        } catch (IOException e) {
            throw broken(uri, e);
        }
    }

    /** The exception of a connection that broke or fell silent after it was made. */
    private static HubException broken(URI uri, IOException e) {
        if (e instanceof SocketTimeoutException) {
            return new HubException(
                    Kind.TIME_OUT,
                    HubAddress.server(uri)
                            + " has stopped sending; try again, or allow it more seconds with"
                            + " HF_HUB_ETAG_TIMEOUT and HF_HUB_DOWNLOAD_TIMEOUT",
                    e);
        }
        if (e instanceof ConnectException || e instanceof UnknownHostException) {
            return unreachable(uri, e); // A kept connection was gone, and there is no new one.
        }
        return new HubException(
                Kind.CUT,
                "the connection to "
                        + HubAddress.server(uri)
                        + " broke ("
                        + Quoted.plain(e.toString(), 200)
                        + "); ask for the model again to resume the download",
                e);
    }

    private static HubException unreachable(URI uri, IOException e) {
        return new HubException(
                Kind.NO_NETWORK,
                HubAddress.server(uri)
                        + " cannot be reached ("
                        + Quoted.plain(e.toString(), 200)
                        + "); check the network and the proxy (-Dhttps.proxyHost=HOST), or give"
                        + " the path of a folder that holds the model",
                e);
    }

    private boolean atHub(URI uri) {
        return HubAddress.sameOrigin(uri, settings.endpoint());
    }

    private static boolean isRedirect(int status) {
        return List.of(301, 302, 303, 307, 308).contains(status);
    }

    private static URI target(HttpURLConnection answer, URI uri) {
        String location = String.valueOf(answer.getHeaderField("Location"));
        try {
            URI next = uri.resolve(location);
            boolean secure = HubAddress.scheme(next).equals("https");
            boolean downgraded = HubAddress.scheme(uri).equals("https") && !secure;
            boolean web = secure || HubAddress.scheme(next).equals("http");
            if (web && !downgraded && next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // No address at all: refused below.
        }
        throw new HubException(
                Kind.NOT_A_HUB,
                HubAddress.shown(uri)
                        + " points to an address that cannot be followed; check HF_ENDPOINT and"
                        + " the proxy");
    }

    private static HubException endlessRedirects(URI uri) {
        return new HubException(
                Kind.NOT_A_HUB,
                HubAddress.shown(uri) + " sends in circles; check HF_ENDPOINT and the proxy");
    }

    /** What the hops of one request tell together; the first word counts. */
    private static final class Facts {
        private @Nullable String commit;
        private @Nullable String etag;
        private @Nullable String bytes;

        /** A redirect speaks of the file in its X- headers, and by ETag if it leaves the hub. */
        void readRedirect(HttpURLConnection answer, boolean leaves) {
            readCommon(answer);
            if (leaves && commit != null) {
                etag = first(etag, answer.getHeaderField("ETag"));
            }
        }

        void readAnswer(HttpURLConnection answer, boolean isFile) {
            readCommon(answer);
            if (isFile) {
                etag = first(etag, answer.getHeaderField("ETag"));
                bytes = first(bytes, answer.getHeaderField("Content-Length"));
            }
        }

        private void readCommon(HttpURLConnection answer) {
            commit = first(commit, answer.getHeaderField("X-Repo-Commit"));
            etag = first(etag, answer.getHeaderField("X-Linked-Etag"));
            bytes = first(bytes, answer.getHeaderField("X-Linked-Size"));
        }

        boolean areComplete() {
            return commit != null && etag != null && bytes != null;
        }

        String commit(URI uri) {
            if (commit == null || !HubName.isCommit(commit)) {
                throw lacking("commit", uri);
            }
            return commit;
        }

        HubEntry present(URI uri) {
            String known = commit(uri);
            String name = etag == null ? "" : etag.replaceFirst("^W/", "").replace("\"", "");
            if (!ETAG.matcher(name).matches()) {
                throw lacking("ETag", uri);
            }
            if (bytes == null || !bytes.matches("\\d{1,18}")) {
                throw lacking("size", uri);
            }
            return new HubEntry.Present(known, name, Long.parseLong(bytes));
        }

        private static @Nullable String first(@Nullable String known, @Nullable String more) {
            return known != null ? known : more;
        }

        private static HubException lacking(String what, URI uri) {
            return new HubException(
                    Kind.NOT_A_HUB,
                    HubAddress.shown(uri)
                            + ": the answer names no usable "
                            + what
                            + " of the file, so it is not the hub's; check HF_ENDPOINT and the"
                            + " proxy");
        }
    }
}
