package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpMethod;
import java.util.concurrent.CompletableFuture;

/** What is behind a path of the receiver. Thread-safe; must not block the caller. */
interface Endpoint {
  HttpMethod method();

  /** Who may come without a key in header or query. */
  enum KeyRule {
    REQUIRED,
    MAY_BE_IN_BODY,
    NOT_NEEDED
  }

  KeyRule keyRule();

  /** Whether it answers {@code OPTIONS} too. */
  default boolean asked() {
    return false;
  }

  /** The answer to {@code OPTIONS}, where {@link #asked}. */
  default Answer options(Call call) {
    return Answer.NOT_FOUND;
  }

  /** A failed future becomes the answer that its cause deserves, see {@link Answers}. */
  CompletableFuture<Answer> handle(Call call);
}
