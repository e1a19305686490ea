package io.stackstate.telemetry.store;

/**
 * A document as it is to be stored.
 *
 * @param index the daily index
 * @param id the same document has the same id in the same index, however often it comes; null when
 *     the index derives it from the content
 * @param json in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record Document(String index, String id, byte[] json) {}
