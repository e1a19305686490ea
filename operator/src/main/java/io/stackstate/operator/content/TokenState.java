package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.operator.content.TokenVault.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of a resource as they are: in the platform, and in the vault. Pure.
 *
 * @param issued those of the platform that have the resource's name
 */
record TokenState(List<Issued> issued, Optional<Kept> kept) {
  TokenState {
    issued = List.copyOf(issued);
  }

  /**
   * A token of the platform.
   *
   * @param expires empty = never
   */
  record Issued(String id, Optional<Instant> expires) {
    static Issued of(JsonNode token) {
      JsonNode end = token.path("expiration");
      return new Issued(
          token.path("id").asText(),
          end.isNumber() ? Optional.of(Instant.ofEpochMilli(end.asLong())) : Optional.empty());
    }

    private boolean endsBefore(Instant time) {
      return expires.filter(end -> !end.isAfter(time)).isPresent();
    }
  }

  /** The one that is kept, if the platform still has it. */
  Optional<Issued> current() {
    return kept.flatMap(k -> issued.stream().filter(i -> i.id().equals(k.tokenId())).findFirst());
  }

  /** Whether the one that is kept is on these terms. */
  boolean on(String terms) {
    return current().isPresent() && kept.filter(k -> k.terms().equals(terms)).isPresent();
  }

  /** Whether the one that is kept ends so soon that it needs a successor. */
  boolean due(Duration lead, Instant now) {
    return current().filter(token -> token.endsBefore(now.plus(lead))).isPresent();
  }

  /**
   * Ids of those that nobody uses: left by a crash before they were kept, or at their end after
   * they had a successor.
   */
  List<String> stale(Instant now) {
    List<String> stale = new ArrayList<>();
    for (Issued token : issued) {
      boolean isKept = kept.filter(k -> k.tokenId().equals(token.id())).isPresent();
      boolean isPrevious =
          kept.flatMap(Kept::previousId).filter(id -> id.equals(token.id())).isPresent();
      if (!isKept && (!isPrevious || token.endsBefore(now))) {
        stale.add(token.id());
      }
    }
    return stale;
  }
}
