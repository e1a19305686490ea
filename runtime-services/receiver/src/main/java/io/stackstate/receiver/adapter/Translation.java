package io.stackstate.receiver.adapter;

import io.stackstate.receiver.intake.Kind;
import io.stackstate.receiver.intake.Rejections.Rejection;
import java.util.List;

/**
 * An intake message, and what of the body could not be made into one.
 *
 * @param kind what each rejected element would have been
 */
public record Translation(byte[] intake, Kind kind, List<Rejection> rejected) {}
