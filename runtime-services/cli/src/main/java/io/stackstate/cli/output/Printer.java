package io.stackstate.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Prints results and errors in the format that was asked for.
 *
 * @param format null before the arguments were understood: as a table
 */
public record Printer(Terminal terminal, Format format) {

  /**
   * @param data printed as it is with json and yaml
   * @param table what people see instead; not asked otherwise
   */
  public void print(JsonNode data, Supplier<String> table) {
    String text = format == Format.json || format == Format.yaml ? machine(data) : table.get();
    terminal.out().print(text.endsWith("\n") ? text : text + "\n");
    terminal.out().flush();
  }

  /** Whether columns of less interest are shown. */
  public boolean wide() {
    return format == Format.wide;
  }

  /** Something for people only, next to the result. */
  public void note(String text) {
    if (format != Format.json && format != Format.yaml) {
      terminal.err().println(text);
    }
  }

  /** What is wrong; with json and yaml as the genuine command line writes it. */
  public void error(String message) {
    if (format == Format.json || format == Format.yaml) {
      JsonNode error =
          JsonNodeFactory.instance.objectNode().put("error", true).put("error-message", message);
      terminal.err().println(error);
    } else {
      String label = terminal.colors() ? Color.RED.of("error:") : "error:";
      terminal.err().println(label + " " + message);
    }
    terminal.err().flush();
  }

  private String machine(JsonNode data) {
    try {
      if (format == Format.json) {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(data);
      }
      return new YAMLMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .stringQuotingChecker(new TimesAreText())
                  .build())
          .writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new CliException(ExitCode.INTERNAL, "cannot print the answer: " + e.getMessage());
    }
  }

  /** Text that looks like a time is a time for many readers of YAML, unless it is quoted. */
  private static final class TimesAreText extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}.*");

    @Override
    public boolean needToQuoteValue(String value) {
      return TIME.matcher(value).matches() || super.needToQuoteValue(value);
    }
  }
}
