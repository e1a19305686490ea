package io.stackstate.receiver.intake;

import java.io.IOException;
import java.io.InputStream;

/** The decoded body of a request; may be opened again. */
@FunctionalInterface
public interface Body {
  /** Its stream throws {@link MessageTooLarge} behind the size that is accepted. */
  InputStream open() throws IOException;
}
