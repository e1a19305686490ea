package io.stackstate.telemetry.event;

/**
 * A document as it is to be stored.
 *
 * @param index the daily index
 * @param id the same document has the same id in the same index, however often it comes
 * @param json in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record EventDocument(String index, String id, byte[] json) {}
