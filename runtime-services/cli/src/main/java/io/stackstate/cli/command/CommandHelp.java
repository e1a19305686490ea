package io.stackstate.cli.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help of one command: its own options first and in full, of those that all commands have the
 * two that matter. The help of the root shows all.
 */
final class CommandHelp extends Help {
  /** Examples have to stay on one line, to be copied. */
  static final int WIDTH = 100;

  private static final List<String> SHOWN = List.of("--output", "--help");

  CommandHelp(CommandSpec command, ColorScheme colors) {
    super(command, colors);
  }

  @Override
  protected Text createDetailedSynopsisOptionsText(
      Collection<ArgSpec> done,
      List<OptionSpec> options,
      Comparator<OptionSpec> order,
      boolean clusterBooleans) {
    List<OptionSpec> own = options.stream().filter(option -> !option.inherited()).toList();
    Text text = super.createDetailedSynopsisOptionsText(done, own, order, clusterBooleans);
    return own.size() == options.size() ? text : text.concat(" [OPTIONS]");
  }

  @Override
  public String optionList() {
    List<OptionSpec> options = commandSpec().options();
    List<OptionSpec> own = options.stream().filter(option -> !option.inherited()).toList();
    if (own.size() == options.size()) {
      return super.optionList();
    }
    List<OptionSpec> shown =
        options.stream()
            .filter(option -> option.inherited() && SHOWN.contains(option.longestName()))
            .toList();
    String others =
        options.stream()
            .filter(option -> option.inherited() && !shown.contains(option))
            .map(OptionSpec::longestName)
            .collect(Collectors.joining(" "));
    return optionListExcludingGroups(own)
        + "Options of all commands:%n".formatted()
        + optionListExcludingGroups(shown)
        + "  and %s%n  see: stackstate --help%n".formatted(others);
  }
}
