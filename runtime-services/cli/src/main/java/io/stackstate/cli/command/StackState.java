package io.stackstate.cli.command;

import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.config.ContextFinder;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Format;
import io.stackstate.cli.output.Printer;
import io.stackstate.cli.output.Terminal;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The root of all commands, and the options that each of them has. */
@Command(
    name = "stackstate",
    description = "Asks a running StackState platform, and sends data to it.",
    footer = {"", "Start and stop the platform with: stackstate up, down, status, logs"},
    synopsisSubcommandLabel = "COMMAND")
public final class StackState implements Session, Runnable {
  private final Terminal given;
  private final Map<String, String> env;
  private final Clock clock;
  private Server server;

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; default table.")
  private Format format = Format.table;

  @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours.")
  private boolean noColor;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Where the contexts are; default cli.yaml in the data directory.")
  private List<String> config = new ArrayList<>();

  @Option(
      names = "--data-dir",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Data directory of stackstate up; default ./data.")
  private Path dataDir;

  @Option(
      names = {"-c", "--context"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "A context of the file; default its current-context.")
  private String context;

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "Of the server, instead of the context's.")
  private String url;

  @Option(
      names = "--token",
      scope = ScopeType.INHERIT,
      paramLabel = "TOKEN",
      description = "Service token, instead of the context's.")
  private String token;

  @Option(
      names = "--receiver-url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "Of the receiver, instead of the context's.")
  private String receiverUrl;

  @Option(
      names = "--receiver-key",
      scope = ScopeType.INHERIT,
      paramLabel = "KEY",
      description = "Of the receiver, instead of the context's.")
  private String receiverKey;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  /**
   * @param env the environment, as far as it configures
   */
  public StackState(Terminal given, Map<String, String> env, Clock clock) {
    this.given = given;
    this.env = env;
    this.clock = clock;
  }

  /**
   * @return one of {@link ExitCode}
   */
  public int execute(String... args) {
    CommandLine line = new CommandLine(this);
    line.addSubcommand(topology());
    line.addSubcommand(new Send(this));
    line.addSubcommand(new Get(this));
    line.addSubcommand(
        group(new Topic())
            .addSubcommand(new TopicList(this))
            .addSubcommand(new TopicDescribe(this)));
    line.addSubcommand(
        group(new Graph())
            .addSubcommand(new GraphRetention(this))
            .addSubcommand(new GraphDeleteExpiredData(this))
            .addSubcommand(new GraphVerify(this))
            .addSubcommand(new GraphRebuild(this))
            .addSubcommand(new GraphGremlin(this)));
    line.addSubcommand(
        group(new Health())
            .addSubcommand(new HealthList(this))
            .addSubcommand(new HealthStatus(this))
            .addSubcommand(new HealthClearErrors(this))
            .addSubcommand(new HealthDelete(this)));
    line.addSubcommand(group(new View()).addSubcommand(new ViewList(this)));
    line.addSubcommand(handlers());
    line.addSubcommand(monitors());
    line.addSubcommand(
        group(new Problem())
            .addSubcommand(new ProblemList(this))
            .addSubcommand(new ProblemDescribe(this))
            .addSubcommand(new ProblemCauses(this)));
    line.addSubcommand(
        group(new Event())
            .addSubcommand(new EventList(this))
            .addSubcommand(new EventDescribe(this))
            .addSubcommand(new EventSend(this)));
    line.addSubcommand(group(new Metric()).addSubcommand(new MetricQuery(this)));
    line.addSubcommand(
        group(new ServiceToken())
            .addSubcommand(new ServiceTokenList(this))
            .addSubcommand(new ServiceTokenCreate(this))
            .addSubcommand(new ServiceTokenDelete(this)));
    line.addSubcommand(group(new Script()).addSubcommand(new ScriptRun(this)));
    line.addSubcommand(settings());
    line.addSubcommand(stackPacks());
    line.addSubcommand(new Version(this));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setHelpFactory(CommandHelp::new);
    line.setUsageHelpWidth(CommandHelp.WIDTH);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(given.colors() ? Ansi.ON : Ansi.OFF));
    line.setOut(new java.io.PrintWriter(given.out(), true));
    line.setErr(new java.io.PrintWriter(given.err(), true));
    line.setParameterExceptionHandler(this::badArguments);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    return line.execute(args);
  }

  private CommandLine monitors() {
    return group(new Monitor())
        .addSubcommand(new MonitorList(this))
        .addSubcommand(new MonitorDescribe(this))
        .addSubcommand(new MonitorApply(this))
        .addSubcommand(new MonitorClone(this))
        .addSubcommand(new MonitorRun(this))
        .addSubcommand(new MonitorPreview(this))
        .addSubcommand(new MonitorPublish(this))
        .addSubcommand(new MonitorStatus(this))
        .addSubcommand(new MonitorEnable(this))
        .addSubcommand(new MonitorDisable(this))
        .addSubcommand(new MonitorDelete(this));
  }

  private CommandLine topology() {
    return group(new Topology())
        .addSubcommand(new TopologyQuery(this))
        .addSubcommand(new TopologyInspect(this))
        .addSubcommand(new TopologyHistory(this))
        .addSubcommand(new TopologyForecast(this))
        .addSubcommand(new TopologyDiff(this))
        .addSubcommand(new TopologyExplain(this))
        .addSubcommand(new TopologyExport(this))
        .addSubcommand(new TopologyImport(this))
        .addSubcommand(parts(new Check(), ElementPart.CHECK))
        .addSubcommand(parts(new Stream(), ElementPart.STREAM))
        .addSubcommand(
            group(new Action())
                .addSubcommand(new ActionList(this))
                .addSubcommand(new ActionRun(this)))
        .addSubcommand(
            group(new Sync())
                .addSubcommand(new SyncList(this))
                .addSubcommand(new SyncDescribe(this))
                .addSubcommand(new SyncClearErrors(this))
                .addSubcommand(new SyncReset(this)));
  }

  private CommandLine parts(Object command, ElementPart part) {
    return group(command)
        .addSubcommand(new PartList(this, part))
        .addSubcommand(new PartCreate(this, part))
        .addSubcommand(new PartDelete(this, part));
  }

  private CommandLine settings() {
    return group(new Settings())
        .addSubcommand(new SettingsListTypes(this))
        .addSubcommand(new SettingsList(this))
        .addSubcommand(new SettingsDescribe(this))
        .addSubcommand(new SettingsExport(this))
        .addSubcommand(new SettingsApply(this))
        .addSubcommand(new SettingsDiff(this))
        .addSubcommand(new SettingsEdit(this))
        .addSubcommand(new SettingsUnlock(this))
        .addSubcommand(new SettingsDelete(this));
  }

  private CommandLine handlers() {
    return group(new EventHandler())
        .addSubcommand(new HandlerList(this))
        .addSubcommand(new HandlerDescribe(this))
        .addSubcommand(new HandlerTestSend(this))
        .addSubcommand(new HandlerPreview(this))
        .addSubcommand(new HandlerSilence(this))
        .addSubcommand(new HandlerAck(this))
        .addSubcommand(new HandlerDeadLetters(this));
  }

  private CommandLine stackPacks() {
    return group(new StackPack())
        .addSubcommand(new StackPackList(this))
        .addSubcommand(new StackPackInstances(this))
        .addSubcommand(new StackPackParameters(this))
        .addSubcommand(new StackPackUpload(this))
        .addSubcommand(new StackPackInstall(this))
        .addSubcommand(new StackPackUpgrade(this))
        .addSubcommand(new StackPackUninstall(this))
        .addSubcommand(new StackPackConfirm(this))
        .addSubcommand(new StackPackPackage(this))
        .addSubcommand(new StackPackTest(this));
  }

  private static CommandLine group(Object command) {
    return new CommandLine(command);
  }

  /** Without a command there is nothing to do but to show which there are. */
  @Override
  public void run() {
    CommandLine.usage(this, given.out());
  }

  @Override
  public Server server() {
    if (server == null) {
      ContextFinder.Flags flags =
          new ContextFinder.Flags(
              configFile(), dataDir, context, url, token, receiverUrl, receiverKey);
      server = new Server(new ContextFinder(flags, env).find());
    }
    return server;
  }

  @Override
  public Map<String, String> inputs() {
    Map<String, String> inputs = new LinkedHashMap<>();
    for (String value : config) {
      int equals = value.indexOf('=');
      if (equals > 0 && !isFile(value)) {
        inputs.put(value.substring(0, equals), value.substring(equals + 1));
      }
    }
    return inputs;
  }

  /** The last value of {@code --config} that is no input of a StackPack. */
  private Path configFile() {
    return config.stream()
        .filter(value -> isFile(value) || value.indexOf('=') < 1)
        .reduce((first, second) -> second)
        .map(Path::of)
        .orElse(null);
  }

  private static boolean isFile(String value) {
    return new File(value).isFile();
  }

  @Override
  public Printer printer() {
    return new Printer(terminal(), format);
  }

  @Override
  public Terminal terminal() {
    return noColor ? given.plain() : given;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  private int badArguments(ParameterException e, String[] args) {
    BadArguments bad = BadArguments.of(e);
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    String then = bad.message().endsWith("?") ? " " : "; ";
    printer().error(bad.message() + then + "see: " + name + " --help");
    return bad.exitCode();
  }

  private int failed(Exception e) {
    if (e instanceof CliException known) {
      printer().error(known.getMessage());
      return known.exitCode();
    }
    printer().error("a mistake in this program, please report it: " + e);
    return ExitCode.INTERNAL;
  }
}
