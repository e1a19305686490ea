package io.stackstate.cli.command;

import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that commands read and write; {@code -} is standard input or output. */
final class Files {
  private static final String STANDARD = "-";

  private Files() {}

  /** Of the argument and the option that name the same file, exactly one must be given. */
  static String one(String argument, String option) {
    if ((argument == null) == (option == null)) {
      throw new CliException(
          ExitCode.REQUEST,
          "found " + (argument == null ? "no file" : "two files") + ", expected one file");
    }
    return argument == null ? option : argument;
  }

  static byte[] read(Session session, String file) {
    try {
      return file.equals(STANDARD)
          ? session.terminal().in().readAllBytes()
          : java.nio.file.Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new CliException(ExitCode.READ_FILE, file + ": there is no such file");
    } catch (IOException e) {
      throw new CliException(ExitCode.READ_FILE, file + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * @param file null or {@code -} for standard output
   */
  static void write(Session session, String file, String text) {
    if (file == null || file.equals(STANDARD)) {
      session.terminal().out().print(text.endsWith("\n") ? text : text + "\n");
      session.terminal().out().flush();
      return;
    }
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(String file, byte[] bytes) {
    try {
      java.nio.file.Files.write(Path.of(file), bytes);
    } catch (IOException e) {
      throw new CliException(ExitCode.WRITE_FILE, file + " cannot be written: " + e.getMessage());
    }
  }
}
