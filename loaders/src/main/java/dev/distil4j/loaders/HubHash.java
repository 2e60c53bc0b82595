package dev.distil4j.loaders;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The hashes by which the hub names contents: SHA-256 for a large file, and for a small one git's
 * own, the SHA-1 of {@code "blob SIZE\0"} and the content.
 */
final class HubHash {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHA_1 = Pattern.compile("[0-9a-f]{40}");

    private HubHash() {}

    /** Whether the content has that hash; true for a tag that is no hash, as a mirror may send. */
    static boolean matches(FileChannel file, long bytes, String etag) throws IOException {
        if (SHA_256.matcher(etag).matches()) {
            return hash(file, digest("SHA-256")).equals(etag);
        }
        if (!SHA_1.matcher(etag).matches()) {
            return true;
        }
        MessageDigest git = digest("SHA-1");
        git.update(("blob " + bytes + "\0").getBytes(StandardCharsets.US_ASCII));
        // Artifactory, which mirrors the hub, sends the SHA-1 of the content alone.
        return hash(file, git).equals(etag) || hash(file, digest("SHA-1")).equals(etag);
    }

    private static String hash(FileChannel file, MessageDigest digest) throws IOException {
        var buffer = ByteBuffer.allocate(1 << 16);
        for (long at = 0; file.read(buffer.clear(), at) > 0; at += buffer.limit()) {
            digest.update(buffer.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
