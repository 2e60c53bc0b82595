package dev.distil4j.app.serve.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The files of the page at {@code /ui}: they come with the server and ask for nothing else. */
public enum UiFile {
    PAGE("index.html", "text/html; charset=utf-8"),
    STYLE("ui.css", "text/css; charset=utf-8"),
    SCRIPT("ui.js", Constants.JAVASCRIPT),
    TASKS("tasks.js", Constants.JAVASCRIPT),
    VIEWS("views.js", Constants.JAVASCRIPT),
    DETAILS("details.js", Constants.JAVASCRIPT),
    SERVER("server.js", Constants.JAVASCRIPT),
    DOM("dom.js", Constants.JAVASCRIPT),
    ICON("icon.svg", "image/svg+xml; charset=utf-8");

    /** What a browser lets these files do: the value of their header {@code Content-Security-Policy}. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String file;
    private final String contentType;

    UiFile(String file, String contentType) {
        this.file = file;
        this.contentType = contentType;
    }

    /** Where a browser finds it, such as {@code /ui/ui.css}. */
    public String path() {
        return this == PAGE ? "/ui" : "/ui/" + file;
    }

    /** Its type, such as {@code text/css; charset=utf-8}. */
    public String contentType() {
        return contentType;
    }

    /** What is in it, read anew at each call. */
    public byte[] bytes() {
        try (InputStream stream = UiFile.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(stream, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static final class Constants {
        static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    }
}
