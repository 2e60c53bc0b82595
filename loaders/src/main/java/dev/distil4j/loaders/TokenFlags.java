package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** An added token as a file describes it, before it has an id; the names are the files' own. */
record TokenFlags(
        String content,
        boolean single_word,
        boolean lstrip,
        boolean rstrip,
        boolean normalized,
        boolean special) {

    /** A token that is nothing but special. */
    static TokenFlags special(String content) {
        return new TokenFlags(content, false, false, false, false, true);
    }

    /** A token as an object; what that does not say has the defaults of Python's AddedToken. */
    static TokenFlags read(String name, @Nullable Object value, ConfigFields file) {
        if (!(value instanceof Map<?, ?> object)
                || !(object.get("content") instanceof String content)
                || content.isEmpty()) {
            throw file.wrong(name, value, "a string or an object with a string 'content'");
        }
        var fields = file.nested(name, object);
        boolean special = fields.flag("special", false);
        return new TokenFlags(
                content,
                fields.flag("single_word", false),
                fields.flag("lstrip", false),
                fields.flag("rstrip", false),
                fields.flag("normalized", !special),
                special);
    }

    /** A special token, which may be a mere string. */
    static TokenFlags readSpecial(String name, Object value, ConfigFields file) {
        return value instanceof String content && !content.isEmpty()
                ? special(content)
                : read(name, value, file).asSpecial(value);
    }

    private TokenFlags asSpecial(Object value) {
        boolean says = value instanceof Map<?, ?> object && object.get("normalized") != null;
        return new TokenFlags(content, single_word, lstrip, rstrip, says && normalized, true);
    }

    AddedToken withId(int id) {
        return new AddedToken(content, id, single_word, lstrip, rstrip, normalized, special);
    }
}
