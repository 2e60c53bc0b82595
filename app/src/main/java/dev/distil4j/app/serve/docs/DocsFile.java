package dev.distil4j.app.serve.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The description of the routes and the files of the page that shows it, which is dressed as the page
 * at {@code /ui} and asks for nothing else.
 */
public enum DocsFile {
    OPENAPI("/openapi.json", "openapi.json", "application/json"),
    PAGE("/docs", "docs.html", "text/html; charset=utf-8"),
    STYLE("/docs/docs.css", "docs.css", "text/css; charset=utf-8"),
    SCRIPT("/docs/docs.js", "docs.js", "text/javascript; charset=utf-8"),
    SCHEMA("/docs/schema.js", "schema.js", "text/javascript; charset=utf-8");

    private final String path;
    private final String file;
    private final String contentType;

    DocsFile(String path, String file, String contentType) {
        this.path = path;
        this.file = file;
        this.contentType = contentType;
    }

    /** Where it is found, such as {@code /openapi.json}. */
    public String path() {
        return path;
    }

    /** Its type, such as {@code application/json}. */
    public String contentType() {
        return contentType;
    }

    /** What is in it, read anew at each call. */
    public byte[] bytes() {
        try (InputStream stream = DocsFile.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(stream, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }
}
