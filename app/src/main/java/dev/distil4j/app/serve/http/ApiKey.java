package dev.distil4j.app.serve.http;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The key that requests must bear. */
final class ApiKey {

    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    ApiKey(String key) {
        digest = digest(key);
    }

    /**
     * Whether a header has the key. Takes the same time for every wrong one: digests are compared, so
     * that not even the length shows.
     *
     * @param authorization value of the header, null if there is none
     */
    boolean admits(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest, digest(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
