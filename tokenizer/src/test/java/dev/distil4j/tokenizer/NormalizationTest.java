package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text to normalised words with their places, up to where the vocabulary comes in. */
class NormalizationTest {
    @Test
    void spacesOfAnyKindSeparateAndVanish() {
        assertThat(words(true, null, " \tHeLLo!how  \n Are yoU?  "))
                .containsExactly("hello", "!", "how", "are", "you", "?");
        assertThat(words(false, null, " \tHeLLo!how  \n Are yoU?  "))
                .containsExactly("HeLLo", "!", "how", "Are", "yoU", "?");
        assertThat(words(true, null, "a\u00a0b\u2003c\u3000d\u2028e\u1680f"))
                .containsExactly("a", "b", "c", "d", "e", "f");
    }

    @ParameterizedTest
    @CsvSource({"true,,hallo", "true,true,hallo", "true,false,hällo", "false,false,HäLLo"})
    void accentsGoExactlyWithCaseUnlessToldOtherwise(
            boolean lowercase, Boolean stripAccents, String expected) {
        assertThat(words(lowercase, stripAccents, "HäLLo")).containsExactly(expected);
    }

    @Test
    void accentsCanGoWithoutCase() {
        assertThat(words(false, true, "HäLLo Ǘ")).containsExactly("HaLLo", "U");
        assertThat(words(false, null, "HäLLo")).containsExactly("HäLLo");
    }

    @Test
    void punctuationStandsAlone() {
        assertThat(words(true, null, "a\n'll !!to?'d of, can't."))
                .containsExactly(
                        "a", "'", "ll", "!", "!", "to", "?", "'", "d", "of", ",", "can", "'", "t",
                        ".");
        assertThat(words(true, null, "-$`.A")).containsExactly("-", "$", "`", ".", "a");
        assertThat(words(true, null, "a\u037eb")).containsExactly("a", ";", "b");
    }

    @Test
    void chineseCharactersStandAloneUnlessToldOtherwise() {
        assertThat(words(true, null, "ah\u535a\u63a8zz"))
                .containsExactly("ah", "\u535a", "\u63a8", "zz");
        assertThat(words(new Normalization(true, null, false), "ah\u535a\u63a8zz"))
                .containsExactly("ah\u535a\u63a8zz");
    }

    @Test
    void theHoleThatTheReferenceLeavesAmongTheChineseBlocksIsKept() {
        assertThat(words(true, null, "\ud86e\udc20\ud86e\udc20")).hasSize(1); // U+2B820
        assertThat(words(true, null, "\ud86e\udd20\ud86e\udd20")).hasSize(2); // U+2B920
    }

    @Test
    void controlsFormatsAndReplacementCharactersVanishWithoutSeparating() {
        assertThat(words(true, null, "\u200e\u200f\u00ad\u0000\ufffd\u0005")).isEmpty();
        assertThat(words(true, null, "lo\u00adw\u0000e\u200dst")).containsExactly("lowest");
    }

    @Test
    void aLoneSurrogateCountsAsAReplacementCharacter() {
        assertThat(words(true, null, "a\ud83eb\udd17c\ud83e")).containsExactly("abc");
        assertThat(words(true, null, "\udd17\ud83e")).isEmpty();
    }

    @Test
    void lowerCasingKnowsNoLocaleAndNoContext() {
        assertThat(words(true, false, "\u0130I \u039f\u03a3")).containsExactly("i\u0307i", "οσ");
        assertThat(words(true, null, "\u0130I STRASSE \u1e9e"))
                .containsExactly("ii", "strasse", "ß");
    }

    @Test
    void offsetsReferToTheOriginalText() {
        assertThat(places("Hey friend!     How are you?!?"))
                .containsExactly(
                        "Hey(0,3)",
                        "friend(4,10)",
                        "!(10,11)",
                        "How(16,19)",
                        "are(20,23)",
                        "you(24,27)",
                        "?(27,28)",
                        "!(28,29)",
                        "?(29,30)");
        assertThat(places("野口里佳 Noguchi Rika"))
                .containsExactly(
                        "野(0,1)", "口(1,2)", "里(2,3)", "佳(3,4)", "Noguchi(5,12)", "Rika(13,17)");
        assertThat(places("\ufeff\ud83d\ude00x \u00ad-"))
                .containsExactly("\ud83d\ude00x(1,4)", "-(6,7)");
    }

    @Test
    void decomposedCharactersKeepTheirPlaceAndStrippedMarksLeaveTheWord() {
        List<String> places = new ArrayList<>();
        var strip = new Normalization(false, true, true);
        run(strip, "e\u0301x\u0301 \uac01", word -> places.add(codePoints(word)));
        assertThat(places).containsExactly("65(0,1) 78(2,3)", "1100(5,6) 1161(5,6) 11a8(5,6)");
    }

    @Test
    void aMarkThatOvertakesAnotherTakesItsPlace() {
        List<String> places = new ArrayList<>();
        var strip = new Normalization(false, true, true);
        // U+302E (class 224, kept) goes before U+0301 (class 230, stripped).
        run(strip, "a\u0301\u302e", word -> places.add(codePoints(word)));
        assertThat(places).containsExactly("61(0,1) 302e(1,2)");
    }

    private static List<String> words(
            boolean lowercase, @Nullable Boolean stripAccents, String text) {
        return words(new Normalization(lowercase, stripAccents, true), text);
    }

    private static List<String> words(Normalization normalization, String text) {
        List<String> words = new ArrayList<>();
        run(normalization, text, word -> words.add(content(word)));
        return words;
    }

    private static List<String> places(String text) {
        List<String> places = new ArrayList<>();
        run(
                Normalization.CASED,
                text,
                word ->
                        places.add(
                                "%s(%d,%d)".formatted(content(word), word.start(0), word.end())));
        return places;
    }

    private static void run(Normalization normalization, String text, Consumer<Word> out) {
        new TextNormalizer(normalization, new PreTokenizer(new Word(100), out))
                .normalize(text, 0, text.length());
    }

    private static String content(Word word) {
        return IntStream.range(0, word.length())
                .mapToObj(i -> Character.toString(word.codePoint(i)))
                .collect(Collectors.joining());
    }

    private static String codePoints(Word word) {
        return IntStream.range(0, word.length())
                .mapToObj(i -> "%x(%d,%d)".formatted(word.codePoint(i), word.start(i), word.end(i)))
                .collect(Collectors.joining(" "));
    }
}
