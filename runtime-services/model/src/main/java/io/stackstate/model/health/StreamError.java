package io.stackstate.model.health;

/**
 * Something wrong with a stream or sub stream, as long as its cause is there.
 *
 * @param errorCode one of the codes of the health sheet, section 4.3
 * @param level {@code ERROR} or {@code WARNING}
 * @param subStreamId of an error of the stream: the sub stream that it is about; null otherwise
 * @param error what was found and what was expected
 * @param count how often since it was last closed
 */
public record StreamError(
    String errorCode, String level, String subStreamId, String error, long count) {}
