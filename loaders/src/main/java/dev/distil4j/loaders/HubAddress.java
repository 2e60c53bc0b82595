package dev.distil4j.loaders;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The addresses of a hub's files, and who may see the token. */
final class HubAddress {

    private HubAddress() {}

    /** Where {@code file} of {@code repository} is, at a branch, a tag or a commit. */
    static URI of(URI endpoint, String repository, String revision, String file) {
        return URI.create(
                endpoint
                        + "/"
                        + repository
                        + "/resolve/"
                        + encode(revision, "")
                        + "/"
                        + encode(file, "/"));
    }

    /** Whether both are the same scheme, host and port: what a browser calls one origin. */
    static boolean sameOrigin(URI a, URI b) {
        return scheme(a).equals(scheme(b))
                && String.valueOf(a.getHost()).equalsIgnoreCase(String.valueOf(b.getHost()))
                && port(a) == port(b);
    }

    static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    /** Scheme, host and path: a user's password or a signature must not reach a message. */
    static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }

    /** Scheme, host and port. */
    static String server(URI uri) {
        String shown = shown(uri);
        int path = shown.indexOf('/', shown.indexOf("://") + 3);
        return path < 0 ? shown : shown.substring(0, path);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return scheme(uri).equals("https") ? 443 : 80;
    }

    private static String encode(String text, String kept) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            if (plain || kept.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
