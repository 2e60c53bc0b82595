package dev.distil4j.app.serve.metrics;

/**
 * Metrics as they are scraped.
 *
 * @param contentType the format and its version
 * @param body in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Written to a socket, never compared.
public record Exposition(String contentType, byte[] body) {}
