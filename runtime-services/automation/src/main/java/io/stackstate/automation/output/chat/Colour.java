package io.stackstate.automation.output.chat;

import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.text.NotificationModel;

/** The colour of a message: that of its severity, grey when it is over. */
enum Colour {
  RED(0xD64045, "Attention"),
  ORANGE(0xF2A33A, "Warning"),
  BLUE(0x3A86C8, "Accent"),
  GREY(0x9E9E9E, "Good");

  private final int rgb;
  private final String teams;

  Colour(int rgb, String teams) {
    this.rgb = rgb;
    this.teams = teams;
  }

  static Colour of(Notification notification) {
    return switch (NotificationModel.severity(notification)) {
      case "critical" -> RED;
      case "warning" -> ORANGE;
      case "ok" -> GREY;
      default -> BLUE;
    };
  }

  int rgb() {
    return rgb;
  }

  String hex() {
    return String.format("#%06X", rgb);
  }

  /** As adaptive cards name it. */
  String teams() {
    return teams;
  }
}
