/**
 * Files to plain records and named tensors, each file checked before anything is built from it.
 *
 * <p><b>The safetensors format.</b> A file is: 8 bytes, the length N of the header as an unsigned
 * little-endian integer, at most 100,000,000; N bytes of header, a JSON object in UTF-8 that begins
 * with <code>{</code> and may be padded at its end; then the data, to the end of the file. The
 * header maps each tensor's name to its {@code dtype}, its {@code shape} (row-major) and its {@code
 * data_offsets} {@code [begin, end)}, in bytes from the first byte of data; the optional key {@code
 * __metadata__} maps strings to strings. Values are little-endian. The tensors cover the data
 * exactly: the first begins at 0, each next one where the one before ended, and the last ends with
 * the file. {@link dev.distil4j.loaders.SafetensorsException.Violation} lists what may be wrong.
 *
 * <p>Everything that is wrong with a file is a {@link dev.distil4j.loaders.LoaderException}, whose
 * message is one sentence that names the file, the place and the cure.
 */
@NullMarked
package dev.distil4j.loaders;

import org.jspecify.annotations.NullMarked;
