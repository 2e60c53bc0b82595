/**
 * BERT's WordPiece tokenizer: text to ids with offsets, as Hugging Face's fast tokenizer does it.
 *
 * <p>{@link dev.distil4j.tokenizer.WordPieceTokenizer} is the entrance. A text passes these stages,
 * one code point at a time, each carrying the offsets of the original text along:
 *
 * <pre>
 * text ─ SpecialTokenFinder   "[MASK]" and its like are cut out whole, everything else goes on:
 *      ─ TextNormalizer       controls dropped, white space to ' ', Chinese characters padded,
 *         ─ AccentStripper    decomposed (NFD) and marks dropped,
 *         ─ LowerCaser        lower-cased
 *      ─ PreTokenizer         words: split at ' ' and around punctuation
 *      ─ WordPiece            each word to the longest pieces of the vocabulary
 *      ─ TokenBuffer          ids, offsets and word numbers of one text
 *      ─ LongestFirst         how much of each text stays
 *      ─ Template             [CLS] text [SEP] pair [SEP]
 * </pre>
 */
@NullMarked
package dev.distil4j.tokenizer;

import org.jspecify.annotations.NullMarked;
