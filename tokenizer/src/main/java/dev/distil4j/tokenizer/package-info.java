/**
 * BERT's WordPiece tokenizer: text to ids with offsets, as Hugging Face's fast tokenizer does it.
 *
 * <p>{@link dev.distil4j.tokenizer.WordPieceTokenizer} is the entrance. A text passes these stages,
 * one code point at a time, each carrying the offsets of the original text along:
 *
 * <pre>
 * text ─ AddedTokenFinder     "[MASK]" and its like are cut out whole, everything else goes on:
 *      ─ TextNormalizer       controls dropped, white space to ' ', Chinese characters padded,
 *      ─ NeverSplitStage      words to keep whole, where there are any
 *         ─ AccentStripper    decomposed (NFD) and marks dropped,
 *         ─ LowerCaser        lower-cased
 *      ─ NormalizedTokenStage added tokens of the normalised text, where there are any
 *      ─ PreTokenizer         words: split at ' ' and around punctuation
 *      ─ WordPiece            each word to the longest pieces of the vocabulary
 *      ─ TokenBuffer          ids, offsets and word numbers of one text
 *      ─ Fitting              how much of each text stays, or windows over all
 *      ─ Template             [CLS] text [SEP] pair [SEP]
 * </pre>
 */
@NullMarked
package dev.distil4j.tokenizer;

import org.jspecify.annotations.NullMarked;
