package io.stackstate.cli.command;

import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Custom resources are declared and not sent: who sends one is told how. */
final class ResourceFile {
  private static final Pattern KIND =
      Pattern.compile("^apiVersion: *[\"']?stackstate\\.io/.*\\R(?:.*\\R)*?kind: *(\\w+)");
  private static final Pattern COMMENTS = Pattern.compile("\\A(?:\\s*(?:#.*|---)?\\R)+");

  private ResourceFile() {}

  /**
   * @param expected what the command takes
   * @throws CliException when a document begins as a custom resource of ours
   */
  static void refuse(String file, byte[] document, String expected) {
    String text = new String(document, StandardCharsets.UTF_8);
    Matcher kind = KIND.matcher(COMMENTS.matcher(text).replaceFirst(""));
    if (kind.lookingAt()) {
      throw new CliException(
          ExitCode.REQUEST,
          "%s: found a custom resource of kind %s, expected %s; declare it with kubectl apply -f, or in the folder of: stackstate up --resources"
              .formatted(file, kind.group(1), expected));
    }
  }
}
