package io.stackstate.automation.output;

import io.stackstate.automation.output.spec.Encoded;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Links into the user interface (health sheet, section 10.4): to what an element looked like at a
 * time, with three hours before and after it in view. Empty where no base URL is configured.
 * Immutable.
 */
public final class Links {
  private static final long AROUND = Duration.ofHours(3).toMillis();

  private final Optional<String> base;

  public Links(Optional<URI> baseUrl) {
    this.base = baseUrl.map(url -> url.toString().replaceAll("/+$", ""));
  }

  /**
   * @param identifier URN or id
   * @param at epoch milliseconds
   */
  public Optional<String> element(String identifier, long at) {
    return to("components/" + Encoded.segment(identifier), at);
  }

  public Optional<String> view(String identifier, long at) {
    return to("views/" + Encoded.segment(identifier), at);
  }

  public Optional<String> problem(String id, long at) {
    return to("problems/" + Encoded.segment(id), at);
  }

  public Optional<String> monitor(String identifier) {
    return page("monitors/" + Encoded.segment(identifier));
  }

  public Optional<String> handler(String identifier) {
    return page("event-handlers/" + Encoded.segment(identifier));
  }

  /** Where a silence for what this notification is about can be set. */
  public Optional<String> silence(String handler, String groupKey) {
    return page(
        "event-handlers/"
            + Encoded.segment(handler)
            + "/silences/new?group="
            + Encoded.segment(groupKey));
  }

  private Optional<String> to(String page, long at) {
    return page(page)
        .map(url -> url + "?timestamp=" + at + "&timeRange=" + (at - AROUND) + "_" + (at + AROUND));
  }

  private Optional<String> page(String page) {
    return base.map(url -> url + "/#/" + page);
  }
}
