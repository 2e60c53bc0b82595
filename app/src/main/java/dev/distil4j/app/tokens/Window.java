package dev.distil4j.app.tokens;

import java.util.List;

/**
 * An encoding as it is shown.
 *
 * @param tokens its tokens
 * @param missing how many the input has that are not here
 */
public record Window(List<Token> tokens, long missing) {}
