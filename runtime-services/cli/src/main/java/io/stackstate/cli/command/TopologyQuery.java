package io.stackstate.cli.command;

import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.TimeArgument;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Selects components with STQL, now or in the past, or tells what changed among them. */
@Command(
    name = "query",
    description = "Selects components with STQL, now or in the past.",
    footer = {
      "",
      "Examples:",
      "  stackstate topology query 'label = \"team:shop\"' --at -5m",
      "  stackstate topology query 'layer = \"Services\"' --order health --desc --limit 20",
      "  stackstate topology query '' --group-by layer,healthstate",
      "  stackstate topology query 'domain = \"shop\"' --between -1h now"
    })
final class TopologyQuery implements Runnable {
  private final Session session;

  @Parameters(
      paramLabel = "STQL",
      description = "For example: 'type = \"server\" AND label = \"team:shop\"'; '' is everything.")
  private String query;

  @Mixin private AtOption at;

  @Option(
      names = "--between",
      arity = "2",
      paramLabel = "TIME",
      description = "Shows what changed between two times instead.")
  private List<String> between;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Most components, groups or changes to show; 0 is all. Default: 100 in a table.")
  private Integer limit;

  @Option(
      names = "--order",
      paramLabel = "FIELD",
      description = "id, name, type, layer, domain, health or updated.")
  private String order;

  @Option(names = "--desc", description = "The reverse order; of health: the worst first.")
  private boolean descending;

  @Option(
      names = "--cursor",
      paramLabel = "TEXT",
      description = "Goes on where the list before, with the same --order, ended.")
  private String cursor;

  @Option(names = "--count", description = "Only says how many there are.")
  private boolean count;

  @Option(
      names = "--group-by",
      split = ",",
      paramLabel = "FIELD",
      description = "Counts by one or two of type, layer, domain, environment, label, healthstate.")
  private List<String> groupBy;

  @Option(names = "--explain", description = "Shows how it is answered: topology explain.")
  private boolean explain;

  TopologyQuery(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (limit != null && limit < 0) {
      throw new CliException(ExitCode.REQUEST, "--limit: found " + limit + ", expected 0 or more");
    }
    boolean list = order != null || descending || cursor != null;
    int kinds = (list ? 1 : 0) + (count ? 1 : 0) + (groupBy != null ? 1 : 0);
    if (kinds + (between != null ? 1 : 0) + (explain ? 1 : 0) > 1
        || between != null && !at.isNow()) {
      throw new CliException(
          ExitCode.REQUEST,
          "expected one of --order, --count, --group-by, --explain and --between");
    }
    if (between != null) {
      Instant from = TimeArgument.parse("--between", between.get(0), session.now());
      Instant to = TimeArgument.parse("--between", between.get(1), session.now());
      new Changes(session).print(query, from, to, limit);
      return;
    }
    Instant time = at.time(session);
    if (explain) {
      new Plan(session).print(query, time);
      return;
    }
    if (kinds == 0) {
      new SnapshotTable(session).print(query, time, limit);
      return;
    }
    new QueryList(session, query, time).print(order(), cursor, limit, count, groupBy);
  }

  private String order() {
    String field = order == null ? "name" : order;
    return descending ? "-" + field : field;
  }
}
