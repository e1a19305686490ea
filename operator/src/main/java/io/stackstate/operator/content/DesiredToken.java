package io.stackstate.operator.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * The token that a resource asks for.
 *
 * @param name of the tokens in the platform
 * @param terms roles and lifetime: other ones need another token
 * @param secretName where it is kept
 * @param work what is to be done about tokens that are there; changes only when something is, so
 *     that a renewal is an update and no repair
 * @param renewal whether the token that is kept is to have a successor
 * @param stale ids of tokens that are to go
 * @param expires when a token that is made now ends; null = never
 */
record DesiredToken(
    String name,
    List<String> roles,
    String terms,
    String secretName,
    String work,
    @JsonIgnore boolean renewal,
    @JsonIgnore List<String> stale,
    @JsonIgnore Instant expires,
    @JsonIgnore TokenState state) {
  DesiredToken {
    roles = List.copyOf(roles);
    stale = List.copyOf(stale);
  }

  /** Whether a token has to be made. */
  boolean needsToken() {
    return renewal || !state.on(terms);
  }

  /** Whether there is nothing to do. */
  boolean satisfied() {
    return !needsToken() && stale.isEmpty();
  }
}
