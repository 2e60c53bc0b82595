package dev.distil4j.app.tokens;

/** What offsets count. */
public enum Offsets {
    /** Characters as Python and people count them. */
    CODE_POINTS,

    /** The units of strings in Java and JavaScript; a character has one or two. */
    UTF16
}
