package io.stackstate.cli.command;

import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.transfer.PackFolder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A StackPack made of a folder.
 *
 * @param version what was asked for, else what the source says
 */
record PackSource(String name, String version, byte[] archive) {

  /**
   * @param version null = as the source says
   * @param suffix appended to the version
   */
  static PackSource read(Path folder, String version, String suffix) {
    try {
      PackFolder source = new PackFolder(folder);
      String base = version;
      if (base == null) {
        base =
            source
                .version()
                .orElseThrow(
                    () ->
                        new CliException(
                            ExitCode.REQUEST,
                            folder
                                + " does not say which version it is; add a line version = 1.0.0 to its"
                                + " stackpack.conf, or pack it with --version"));
      }
      String name =
          source
              .name()
              .orElseThrow(
                  () ->
                      new CliException(
                          ExitCode.REQUEST, folder + ": stackpack.conf: name: found nothing"));
      return new PackSource(name, base + suffix, source.archive(base + suffix));
    } catch (IOException e) {
      throw new CliException(ExitCode.READ_FILE, folder + " cannot be read: " + e.getMessage());
    }
  }

  /** A version that is higher than the source's, and lower than its next release. */
  static PackSource readForTest(Path folder, long millis) {
    String[] numbers = read(folder, null, "").version().split("[-+]", 2)[0].split("\\.");
    boolean valid = numbers.length >= 2;
    for (String number : numbers) {
      valid &= number.matches("\\d{1,8}");
    }
    if (!valid) {
      throw new CliException(
          ExitCode.REQUEST,
          folder + ": version: found " + String.join(".", numbers) + ", expected one like 1.2.3");
    }
    int patch = numbers.length > 2 ? Integer.parseInt(numbers[2]) + 1 : 1;
    String base = numbers[0] + "." + numbers[1] + "." + patch;
    return read(folder, base, "-test." + millis);
  }

  String fileName() {
    return name + "-" + version + ".sts";
  }
}
