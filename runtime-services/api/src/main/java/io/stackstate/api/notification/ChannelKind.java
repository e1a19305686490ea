package io.stackstate.api.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a channel sends to. Those of Slack are made by {@link SlackFlow} alone. */
enum ChannelKind {
  WEBHOOK("token"),
  OPSGENIE("genieKey"),
  TEAMS("url"),
  EMAIL,
  SLACK("token");

  private final List<String> secrets;

  ChannelKind(String... secrets) {
    this.secrets = List.of(secrets);
  }

  /** The fields that are secrets. */
  List<String> secrets() {
    return secrets;
  }

  /** As it stands in paths, and the kind of the output. */
  String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The {@code _type} of what is read. */
  String type() {
    return capital() + "NotificationChannel";
  }

  /** The {@code _type} of a reference in a configuration. */
  String reference() {
    return capital() + "ChannelRefId";
  }

  private String capital() {
    return name().charAt(0) + path().substring(1);
  }

  static Optional<ChannelKind> referred(String type) {
    return Arrays.stream(values()).filter(kind -> kind.reference().equals(type)).findFirst();
  }

  static Optional<ChannelKind> at(String path) {
    return Arrays.stream(values()).filter(kind -> kind.path().equals(path)).findFirst();
  }
}
