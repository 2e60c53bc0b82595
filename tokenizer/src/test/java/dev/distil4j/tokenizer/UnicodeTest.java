package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.text.Normalizer;

/** The pinned tables against the JDK's, where both must agree. */
class UnicodeTest {
    @Test
    void asciiPunctuationIsAllThatIsNeitherLetterNorDigitNorControl() {
        for (int c = 0x21; c < 0x7f; c++) {
            assertThat(Unicode.is(c, Unicode.PUNCTUATION))
                    .as("U+%04X", c)
                    .isEqualTo(!Character.isLetterOrDigit(c));
        }
    }

    @Test
    void everyTableIsFilledOverItsWholeRange() {
        assertThat(count(Unicode.DROP)).isEqualTo(137_681 + 2048);
        assertThat(count(Unicode.SPACE)).isEqualTo(25);
        assertThat(count(Unicode.CJK)).isEqualTo(81_264);
        assertThat(count(Unicode.PUNCTUATION)).isEqualTo(726);
        assertThat(count(Unicode.MARK)).isEqualTo(1549);
        assertThat(count(Unicode.COMBINING)).isEqualTo(810);
        assertThat(count(Unicode.CASED)).isEqualTo(1488);
        assertThat(count(Unicode.DECOMPOSES)).isEqualTo(2060);
    }

    @Test
    void decompositionsAreTheJdks() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Unicode.is(c, Unicode.DECOMPOSES)) {
                int[] decomposition = Unicode.decomposition(c);
                assertThat(new String(decomposition, 0, decomposition.length))
                        .as("U+%04X", c)
                        .isEqualTo(
                                Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD));
            }
        }
    }

    @Test
    void lowerCaseIsTheJdksButForTheDottedI() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            // The reference already knows characters that are unassigned in JDK 25.
            if (Character.isDefined(c) && c != 0x130) {
                int[] lower = Unicode.is(c, Unicode.CASED) ? Unicode.lowercase(c) : new int[] {c};
                assertThat(lower).as("U+%04X", c).containsExactly(Character.toLowerCase(c));
            }
        }
        assertThat(Unicode.lowercase(0x130)).containsExactly('i', 0x307);
    }

    @Test
    void combiningClassesAreThoseOfTheStandard() {
        assertThat(Unicode.combiningClass(0x334)).isEqualTo(1);
        assertThat(Unicode.combiningClass(0x94d)).isEqualTo(9);
        assertThat(Unicode.combiningClass(0x323)).isEqualTo(220);
        assertThat(Unicode.combiningClass(0x301)).isEqualTo(230);
        assertThat(Unicode.combiningClass(0x345)).isEqualTo(240);
        assertThat(Unicode.combiningClass('a')).isZero();
    }

    private static int count(int classBit) {
        int count = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            count += Unicode.is(c, classBit) ? 1 : 0;
        }
        return count;
    }
}
