package dev.distil4j.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown with places that are filled from data, each between {@code <!-- results:NAME
 * -->} and {@code <!-- /results -->}.
 */
final class MarkedPage {

    private static final Pattern PLACE =
            Pattern.compile(
                    "(?<start><!-- results:(?<name>[\\w-]+) -->\n).*?(?<end><!-- /results -->)",
                    Pattern.DOTALL);

    private MarkedPage() {}

    /**
     * Replaces what stands at places.
     *
     * @param contents by the place's name, each ending with its line
     * @throws IllegalArgumentException if the page has no such place, or a place more
     */
    static void fill(Path page, Map<String, String> contents) throws IOException {
        TreeSet<String> missing = new TreeSet<>(contents.keySet());
        Matcher places = PLACE.matcher(Files.readString(page));
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String name = places.group("name");
            String content = contents.get(name);
            if (content == null) {
                throw new IllegalArgumentException(
                        "%s has a place for %s, of which there is no data: take the place out"
                                .formatted(page, name));
            }
            missing.remove(name);
            places.appendReplacement(
                    filled,
                    Matcher.quoteReplacement(
                            places.group("start") + "\n" + content + "\n" + places.group("end")));
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s has no place for %s: add the lines <!-- results:%s --> and <!-- /results -->"
                            .formatted(page, missing.first(), missing.first()));
        }
        Files.writeString(page, places.appendTail(filled));
    }
}
